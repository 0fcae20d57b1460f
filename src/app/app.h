// The command line: parses arguments, runs one command, gives the exit status.
#pragma once

namespace hoptac {

int run(int argc, char** argv);

}  // namespace hoptac
