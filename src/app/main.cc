#include "src/app/app.h"

int main(int argc, char** argv) { return hoptac::run(argc, argv); }
