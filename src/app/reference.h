// The table of commands and options, as the parser has it, and what is made from it at build: the man page and the
// completions of three shells. `hoptac print-reference DIR DATE` writes them; not in the help.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hoptac {

struct OptionReference {
  std::string name;   // "--index"; of an argument "PATH"
  std::string value;  // what stands behind an option: "DIR", "text|json"; "" for one without
  std::string help;
};

struct CommandReference {
  std::string name;  // "" of the program itself; "sources move" of a command that belongs to another
  std::string help;
  std::string footer;  // examples and notes, lines as they are
  std::vector<OptionReference> arguments;
  std::vector<OptionReference> options;
};

// The program first, then its commands in the order of the help, each followed by those that belong to it (options.cc).
std::vector<CommandReference> command_references();

// The words of a closed list ("text|json"), none for another kind of value.
std::vector<std::string> closed_words(const std::string& value);

// `date` as YYYY-MM-DD.
std::string man_page(const std::vector<CommandReference>& commands, std::string_view date);
std::string bash_completion(const std::vector<CommandReference>& commands);
std::string zsh_completion(const std::vector<CommandReference>& commands);
std::string fish_completion(const std::vector<CommandReference>& commands);

// Writes hoptac.1, hoptac.bash, _hoptac (zsh) and hoptac.fish into the folder; the exit status.
int print_reference(const std::string& folder, std::string_view date);

// The word that makes this program do so, first on its command line.
inline constexpr char kReferenceWord[] = "print-reference";

}  // namespace hoptac
