#include "src/app/reference.h"

#include <map>

#include "src/app/output.h"
#include "src/base/file.h"

namespace hoptac {

int print_reference(const std::string& folder, std::string_view date) {
  const std::vector<CommandReference> commands = command_references();
  const std::map<std::string, std::string> files{{"hoptac.1", man_page(commands, date)},
                                                 {"hoptac.bash", bash_completion(commands)},
                                                 {"_hoptac", zsh_completion(commands)},
                                                 {"hoptac.fish", fish_completion(commands)}};
  if (const auto made = make_directories(folder); !made) return report_error(kReferenceWord, made.error());
  for (const auto& [name, text] : files) {
    const auto written = write_file_atomic(join_path(folder, name), text);
    if (!written) return report_error(kReferenceWord, written.error());
  }
  return 0;
}

}  // namespace hoptac
