# Data tables: checked at build (tests/check_tables.py), then compiled into the program with .incbin.
function(hoptac_embed_tables target)
  file(GLOB_RECURSE tables CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/ingest
    ${CMAKE_SOURCE_DIR}/ingest/authority/*.tsv ${CMAKE_SOURCE_DIR}/ingest/lang/*.tsv)
  set(source ${CMAKE_BINARY_DIR}/tables.cc)
  set(body "// Made by cmake/tables.cmake.\n#include \"ingest/authority/embedded.h\"\n")
  set(entries "")
  set(files "")
  set(n 0)
  foreach(table ${tables})
    string(REGEX REPLACE "^(authority|lang)/" "" name ${table})
    set(file ${CMAKE_SOURCE_DIR}/ingest/${table})
    list(APPEND files ${file})
    string(APPEND body "asm(\".section .rodata\\n.global hoptac_table_${n}\\nhoptac_table_${n}:\\n.incbin \\\"${file}\\\"\\n"
      ".global hoptac_table_${n}_end\\nhoptac_table_${n}_end:\\n.byte 0\\n.previous\\n\");\n"
      "extern \"C\" const char hoptac_table_${n}[];\nextern \"C\" const char hoptac_table_${n}_end[];\n")
    string(APPEND entries "  if (name == \"${name}\") return {hoptac_table_${n}, static_cast<std::size_t>(hoptac_table_${n}_end - hoptac_table_${n})};\n")
    math(EXPR n "${n} + 1")
  endforeach()
  string(APPEND body "namespace hoptac {\nstd::string_view embedded_table(std::string_view name) {\n${entries}  return {};\n}\n}  // namespace hoptac\n")
  file(CONFIGURE OUTPUT ${source} CONTENT "${body}" @ONLY)
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${files}" GENERATED ON)
  set(stamp ${CMAKE_BINARY_DIR}/tables.checked)
  add_custom_command(OUTPUT ${stamp}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/cmake/check_tables.py ${CMAKE_SOURCE_DIR}/ingest
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/check_tables.py
    COMMENT "Checking the data tables" VERBATIM)
  add_custom_target(check_tables DEPENDS ${stamp})
  add_dependencies(${target} check_tables)
  target_sources(${target} PRIVATE ${source})
endfunction()
