// hoptac.1 from the table of options.
#include <string>

#include "src/app/reference.h"

namespace hoptac {
namespace {

// Text as troff has it: hyphens that can be copied, nothing that begins a request.
std::string troff(std::string_view text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    line_start = c == '\n';
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if (c == '\'') {
      out += "\\(aq";
    } else {
      out += c;
    }
  }
  return out;
}

void write_options(std::string& out, const std::vector<OptionReference>& options) {
  for (const OptionReference& option : options) {
    out += ".TP\n\\fB" + troff(option.name) + "\\fR";
    if (!option.value.empty()) out += " \\fI" + troff(option.value) + "\\fR";
    out += "\n" + troff(option.help.empty() ? "see above" : option.help) + "\n";
  }
}

void write_lines(std::string& out, const std::string& lines) {
  if (lines.empty()) return;
  out += ".PP\n.nf\n" + troff(lines) + (lines.ends_with('\n') ? "" : "\n") + ".fi\n";
}

void write_command(std::string& out, const CommandReference& command) {
  out += ".SS \"hoptac " + troff(command.name) + "\"\n" + troff(command.help) + ".\n";
  write_options(out, command.arguments);
  write_options(out, command.options);
  write_lines(out, command.footer);
}

constexpr std::string_view kEnd = R"(.SH "EXIT STATUS"
.TP
0
Done.
.TP
1
Nothing found, nothing indexed, some documents failed that had not failed before, or damage found.
.TP
2
Wrong usage or query.
.TP
3
Another process writes to the index.
.TP
4
The index is missing, cannot be read, or was made by a newer hoptac.
.TP
5
Interrupted by Ctrl\-C, SIGTERM or SIGHUP; what was committed is kept.
.TP
6
Writing failed: the disk is full, or permission is missing.
.SH ENVIRONMENT
.TP
\fBHOPTAC_INDEX\fR
The index directory, unless \fB\-\-index\fR names one.
.TP
\fBHOPTAC_AUTHORITY\fR
A folder of tables that extend the built\-in ones, unless \fB\-\-authority\fR names one.
.TP
\fBXDG_DATA_HOME\fR
Where the index is without both: \fI$XDG_DATA_HOME/hoptac/index\fR, else \fI~/.local/share/hoptac/index\fR.
.TP
\fBNO_COLOR\fR
When set, nothing is coloured.
.SH FILES
.TP
\fI/etc/hoptac/hoptac.toml\fR
The configuration that the systemd service \fBhoptac\-ingest\fR reads; see \fBhoptac.toml\fR(5).
.TP
\fIINDEX/runs\fR
The reports of the last twenty runs.
.TP
\fI/usr/share/doc/hoptac\fR
Query language, JSON, operations and more.
.SH "SEE ALSO"
.BR hoptac.toml (5),
.BR xapian\-check (1)
)";

}  // namespace

std::string man_page(const std::vector<CommandReference>& commands, std::string_view date) {
  const CommandReference& program = commands.front();
  std::string out = ".\\\" Generated from the table of options.\n.TH HOPTAC 1 \"" + std::string(date) +
                    "\" \"hoptac " HOPTAC_VERSION
                    "\" \"User Commands\"\n.SH NAME\nhoptac \\- register of who agreed what with whom, from press "
                    "releases and agreement texts\n.SH SYNOPSIS\n";
  out += "\\fBhoptac\\fR [\\fIOPTION\\fR]\n";
  for (std::size_t i = 1; i < commands.size(); ++i) {
    out += ".br\n\\fBhoptac " + troff(commands[i].name) + "\\fR [\\fIOPTION\\fR]...";
    for (const OptionReference& argument : commands[i].arguments) out += " \\fI" + troff(argument.name) + "\\fR";
    out += "\n";
  }
  out += ".SH DESCRIPTION\n" + troff(program.help) +
         ".\nWithout a command it shows the index, its size, the last run and examples.\n";
  out += ".SH OPTIONS\n";
  write_options(out, program.options);
  out += ".SH COMMANDS\n";
  for (std::size_t i = 1; i < commands.size(); ++i) write_command(out, commands[i]);
  return out.append(kEnd);
}

}  // namespace hoptac
