// Completions of bash, zsh and fish from the table of options.
#include <algorithm>
#include <string>

#include "src/app/reference.h"

namespace hoptac {
namespace {

enum class Kind { kNone, kWords, kFolder, kFile, kFree };

Kind kind_of(const std::string& value) {
  if (value.empty()) return Kind::kNone;
  if (value.find('|') != std::string::npos) return Kind::kWords;
  if (value == "DIR") return Kind::kFolder;
  return value.starts_with("FILE") || value == "PATH" || value.ends_with(".csv") ? Kind::kFile : Kind::kFree;
}

// Commands whose words are a query, so that `hoptac suggest` can go on with them.
bool takes_words(const CommandReference& command) {
  return std::any_of(command.arguments.begin(), command.arguments.end(),
                     [](const OptionReference& a) { return a.name == "QUERY"; });
}

bool takes_paths(const CommandReference& command) {
  return std::any_of(command.arguments.begin(), command.arguments.end(),
                     [](const OptionReference& a) { return a.name == "PATH"; });
}

bool takes_folder(const CommandReference& command) {
  return std::any_of(command.arguments.begin(), command.arguments.end(),
                     [](const OptionReference& a) { return a.name == "FOLDER"; });
}

// "sources" of "sources move"; "" of a command that belongs to none.
std::string parent_of(const std::string& name) {
  const std::size_t blank = name.find(' ');
  return blank == std::string::npos ? "" : name.substr(0, blank);
}

std::string last_word(const std::string& name) { return name.substr(name.rfind(' ') + 1); }

// Those that belong to `parent`, "" for the program; without the program itself.
std::vector<const CommandReference*> commands_of(const std::vector<CommandReference>& commands,
                                                 const std::string& parent) {
  std::vector<const CommandReference*> out;
  for (const CommandReference& command : commands)
    if (!command.name.empty() && parent_of(command.name) == parent) out.push_back(&command);
  return out;
}

std::string spaced(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string option_names(const CommandReference& command) {
  std::vector<std::string> names;
  for (const OptionReference& option : command.options) names.push_back(option.name);
  return spaced(names);
}

std::string command_names(const std::vector<CommandReference>& commands, const std::string& parent) {
  std::vector<std::string> names;
  for (const CommandReference* command : commands_of(commands, parent)) names.push_back(last_word(command->name));
  return spaced(names);
}

// "|sources move|sources rename|", to look a command and a word up in.
std::string command_pairs(const std::vector<CommandReference>& commands) {
  std::string out = "|";
  for (const CommandReference& command : commands)
    if (!parent_of(command.name).empty()) out += command.name + "|";
  return out;
}

// Rows `COMMAND OPTION) …` of a case statement.
std::string bash_values(const std::vector<CommandReference>& commands) {
  std::string out;
  for (const CommandReference& command : commands) {
    for (const OptionReference& option : command.options) {
      const Kind kind = kind_of(option.value);
      if (kind == Kind::kNone) continue;
      out += "    '" + command.name + " " + option.name + "') ";
      out += kind == Kind::kWords    ? "_hoptac_words '" + spaced(closed_words(option.value)) + "'"
             : kind == Kind::kFolder ? "_hoptac_paths -d"
             : kind == Kind::kFile   ? "_hoptac_paths -f"
                                     : "COMPREPLY=()";
      out += " ;;\n";
    }
  }
  return out;
}

std::string bash_options(const std::vector<CommandReference>& commands) {
  std::string out;
  for (const CommandReference& command : commands)
    out += "    '" + command.name + "') _hoptac_words '" + option_names(command) + "' ;;\n";
  return out;
}

std::string bash_arguments(const std::vector<CommandReference>& commands) {
  std::string out;
  for (const CommandReference& command : commands) {
    const std::string own = command.name.empty() ? "" : command_names(commands, command.name);
    if (!own.empty()) out += "    '" + command.name + "') _hoptac_words '" + own + "' ;;\n";
    if (takes_paths(command)) out += "    '" + command.name + "') _hoptac_paths -f ;;\n";
    if (takes_folder(command)) out += "    '" + command.name + "') _hoptac_paths -d ;;\n";
    if (takes_words(command)) out += "    '" + command.name + "') _hoptac_suggest ;;\n";
  }
  return out;
}

constexpr std::string_view kBashHead = R"(# bash completion for hoptac. Generated from the table of options.

_hoptac_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

_hoptac_paths() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}

# How a word of a query goes on, by the words of the index.
_hoptac_suggest() {
  local text kind rest
  [[ ${#cur} -ge 2 && $cur =~ ^[[:alnum:]]+$ ]] || return 0
  while IFS=, read -r text kind rest; do
    [[ $kind == word ]] && COMPREPLY+=("$text")
  done < <("${COMP_WORDS[0]}" suggest --format csv --limit 20 "${index[@]}" -- "$cur" 2>/dev/null)
}

)";

constexpr std::string_view kBashBody = R"(_hoptac() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command= i
  local -a index=()
  COMPREPLY=()
  # "--format=json" comes as three words.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ -z $command && ${COMP_WORDS[i]} != -* ]]; then
      command=${COMP_WORDS[i]}
    elif [[ $_hoptac_pairs == *"|$command ${COMP_WORDS[i]}|"* ]]; then
      command+=" ${COMP_WORDS[i]}"
    fi
    [[ ${COMP_WORDS[i]} == --index ]] && index=(--index "${COMP_WORDS[i + 1]}")
  done
  if [[ $prev == --* ]] && _hoptac_value; then
    return
  fi
  if [[ $cur == -* ]]; then
    _hoptac_option
  elif [[ -z $command ]]; then
    _hoptac_words "$_hoptac_commands"
  else
    _hoptac_argument
  fi
}

complete -F _hoptac hoptac
)";

// A text inside '…' of zsh and fish.
std::string quoted(std::string_view text, std::string_view special, std::string_view quote) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    if (c == '\'') {
      out += quote;
    } else {
      out += c;
    }
  }
  return out;
}

std::string zsh_quoted(std::string_view text) { return quoted(text, "[]:\\", "'\\''"); }
std::string fish_quoted(std::string_view text) { return quoted(text, "\\", "\\'"); }

std::string zsh_value(const std::string& value) {
  switch (kind_of(value)) {
    case Kind::kNone:
      return "";
    case Kind::kWords:
      return ":word:(" + spaced(closed_words(value)) + ")";
    case Kind::kFolder:
      return ":folder:_files -/";
    case Kind::kFile:
      return ":file:_files";
    case Kind::kFree:
      break;
  }
  return ":" + zsh_quoted(value) + ":";
}

std::string zsh_command(const std::vector<CommandReference>& commands, const CommandReference& command) {
  const std::string own = command_names(commands, command.name);
  std::string out = "    " + last_word(command.name) + ")\n      _arguments -s" + (own.empty() ? "" : " -C");
  for (const OptionReference& option : command.options)
    out += " \\\n        '" + option.name + (option.value.empty() ? "" : "=") + "[" + zsh_quoted(option.help) + "]" +
           zsh_value(option.value) + "'";
  if (takes_paths(command)) out += " \\\n        '*:path:_files'";
  if (takes_folder(command)) out += " \\\n        '*:folder:_files -/'";
  if (takes_words(command)) out += " \\\n        '*:word:_hoptac_suggest'";
  if (!own.empty())
    out += " \\\n        '1:command:(" + own + ")' \\\n        '*::argument:_hoptac_" + command.name + "_options'";
  return out + "\n      ;;\n";
}

// The function that completes behind a command of the program, or behind one of `parent`.
std::string zsh_options(const std::vector<CommandReference>& commands, const std::string& parent) {
  std::string out = "_hoptac_" + (parent.empty() ? "" : parent + "_") + "options() {\n  case $words[1] in\n";
  for (const CommandReference* command : commands_of(commands, parent)) out += zsh_command(commands, *command);
  return out + "  esac\n}\n\n";
}

constexpr std::string_view kZshSuggest = R"zsh(
# How a word of a query goes on, by the words of the index.
_hoptac_suggest() {
  local -a found rows
  [[ $PREFIX == ??* && $PREFIX != *[^[:alnum:]]* ]] || return 1
  rows=(${(f)"$(_call_program words hoptac suggest --format csv --limit 20 -- ${(q)PREFIX} 2>/dev/null)"})
  found=(${${(M)rows:#*,word,*}%%,*})
  compadd -U -a found
}

)zsh";

// When what is offered belongs to this command.
std::string fish_condition(const std::vector<CommandReference>& commands, const std::string& name) {
  if (name.empty()) return "__fish_use_subcommand";
  if (const std::string parent = parent_of(name); !parent.empty())
    return "__fish_seen_subcommand_from " + parent + "; and __fish_seen_subcommand_from " + last_word(name);
  const std::string own = command_names(commands, name);
  return "__fish_seen_subcommand_from " + name + (own.empty() ? "" : "; and not __fish_seen_subcommand_from " + own);
}

std::string fish_row(const std::string& condition, const OptionReference& option) {
  std::string out = "complete -c hoptac -n '" + condition + "' -l " + option.name.substr(2) + " -d '" +
                    fish_quoted(option.help) + "'";
  switch (kind_of(option.value)) {
    case Kind::kNone:
      break;
    case Kind::kWords:
      out += " -x -a '" + spaced(closed_words(option.value)) + "'";
      break;
    case Kind::kFolder:
      out += " -x -a '(__fish_complete_directories)'";
      break;
    case Kind::kFile:
      out += " -r -F";
      break;
    case Kind::kFree:
      out += " -x";
      break;
  }
  return out + "\n";
}

}  // namespace

std::vector<std::string> closed_words(const std::string& value) {
  std::vector<std::string> out;
  if (value.find('|') == std::string::npos) return out;
  for (std::size_t begin = 0; begin <= value.size();) {
    const std::size_t end = std::min(value.find('|', begin), value.size());
    out.push_back(value.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::string bash_completion(const std::vector<CommandReference>& commands) {
  std::string out(kBashHead);
  out += "_hoptac_commands='" + command_names(commands, "") + "'\n_hoptac_pairs='" + command_pairs(commands) + "'\n\n";
  out +=
      "_hoptac_value() {\n  case \"$command $prev\" in\n" + bash_values(commands) + "    *) return 1 ;;\n  esac\n}\n\n";
  out += "_hoptac_option() {\n  case \"$command\" in\n" + bash_options(commands) + "  esac\n}\n\n";
  out += "_hoptac_argument() {\n  case \"$command\" in\n" + bash_arguments(commands) + "  esac\n}\n\n";
  return out.append(kBashBody);
}

std::string zsh_completion(const std::vector<CommandReference>& commands) {
  std::string out = "#compdef hoptac\n# Generated from the table of options.\n";
  out += kZshSuggest;
  out += "_hoptac_command() {\n  local -a commands=(\n";
  for (const CommandReference* command : commands_of(commands, ""))
    out += "    '" + command->name + ":" + zsh_quoted(command->help) + "'\n";
  out += "  )\n  _describe command commands\n}\n\n";
  for (const CommandReference* command : commands_of(commands, ""))
    if (!commands_of(commands, command->name).empty()) out += zsh_options(commands, command->name);
  out += zsh_options(commands, "") + "_arguments -C";
  for (const OptionReference& option : commands.front().options)
    out += " \\\n  '" + option.name + "[" + zsh_quoted(option.help) + "]'";
  return out + " \\\n  '1:command:_hoptac_command' \\\n  '*::argument:_hoptac_options'\n";
}

std::string fish_completion(const std::vector<CommandReference>& commands) {
  std::string out = "# fish completion for hoptac. Generated from the table of options.\ncomplete -c hoptac -f\n";
  for (const CommandReference& command : commands) {
    const std::string condition = fish_condition(commands, command.name);
    if (!command.name.empty())
      out += "complete -c hoptac -n '" + fish_condition(commands, parent_of(command.name)) + "' -a " +
             last_word(command.name) + " -d '" + fish_quoted(command.help) + "'\n";
    if (takes_paths(command)) out += "complete -c hoptac -n '" + condition + "' -F\n";
    if (takes_folder(command)) out += "complete -c hoptac -n '" + condition + "' -a '(__fish_complete_directories)'\n";
    for (const OptionReference& option : command.options) out += fish_row(condition, option);
  }
  return out;
}

}  // namespace hoptac
