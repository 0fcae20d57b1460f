# One precompiled header for reading, one with Xapian for the index and the program, one with GoogleTest for the tests.
# Sources include what they use all the same: builds without this option check that.
function(hoptac_precompile owner headers)
  file(WRITE ${CMAKE_BINARY_DIR}/${owner}.cc "")
  add_library(${owner} OBJECT ${CMAKE_BINARY_DIR}/${owner}.cc)
  target_link_libraries(${owner} PRIVATE hoptac_flags)
  target_precompile_headers(${owner} PRIVATE ${headers})
  foreach(folder ${ARGN})
    get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
    foreach(target ${targets})
      get_target_property(kind ${target} TYPE)
      if(kind MATCHES "STATIC_LIBRARY|EXECUTABLE")
        target_precompile_headers(${target} REUSE_FROM ${owner})
      endif()
    endforeach()
  endforeach()
endfunction()

# Sources that include the JSON library itself have a header with it: whoever has it in view instantiates its parser, at
# a second a source.
function(hoptac_precompile_json headers)
  hoptac_precompile(hoptac_json_pch "${headers};${CMAKE_SOURCE_DIR}/src/base/json.h")
  set(header ${CMAKE_BINARY_DIR}/CMakeFiles/hoptac_json_pch.dir/cmake_pch.hxx)
  foreach(target ${ARGN})
    get_target_property(sources ${target} SOURCES)
    get_target_property(folder ${target} SOURCE_DIR)
    foreach(source ${sources})
      file(STRINGS ${folder}/${source} uses REGEX "^#include \"src/base/json.h\"")
      if(uses)
        set_source_files_properties(${folder}/${source} TARGET_DIRECTORY ${target} PROPERTIES
          SKIP_PRECOMPILE_HEADERS ON COMPILE_OPTIONS "-Winvalid-pch;-include;${header}" OBJECT_DEPENDS ${header}.gch)
      endif()
    endforeach()
  endforeach()
endfunction()

set(standard_headers <algorithm> <array> <functional> <map> <memory> <optional> <set> <string> <string_view> <utility> <vector>
  ${CMAKE_SOURCE_DIR}/src/base/result.h)
hoptac_precompile(hoptac_pch "${standard_headers}" src/base src/model ingest)
hoptac_precompile(hoptac_index_pch "${standard_headers};<xapian.h>" index src/app)
target_link_libraries(hoptac_index_pch PRIVATE PkgConfig::XAPIAN)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  hoptac_precompile_json("${standard_headers};<xapian.h>" hoptac_index hoptac_app)
  target_link_libraries(hoptac_json_pch PRIVATE PkgConfig::XAPIAN nlohmann_json::nlohmann_json)
endif()
if(HOPTAC_TESTS)
  hoptac_precompile(hoptac_test_pch "${standard_headers};<gmock/gmock.h>;<gtest/gtest.h>" tests)
  target_link_libraries(hoptac_test_pch PRIVATE GTest::gtest GTest::gmock)
  get_directory_property(test_options DIRECTORY tests DEFINITION test_options)
  target_compile_options(hoptac_test_pch PRIVATE ${test_options})
endif()

# In a precompiled header the standard library counts as our own code, and GCC 12 then tells of its false alarms about
# joined strings (GCC bugs 105329, 105651).
target_compile_options(hoptac_flags INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread>)

# GCC collects its garbage from 512 MB on only, which few sources reach. Medians of three: src/app/options.cc 8.2 instead
# of 8.8 s of CPU and 603 instead of 449 MB, index/register.cc 3.5 instead of 3.8 s; small sources as before.
target_compile_options(hoptac_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=524288>)
