# Files of the source tree as C data, so that the program needs nothing beside it.

# plangate_embed(OUTPUT TABLE FILE...): write a C file that defines `const struct embedded TABLE[]`
# (include/plangate/base/embedded.h) with one entry a file. Changed files configure anew.
function(plangate_embed output table)
  set(arrays "")
  set(entries "")
  set(index 0)
  foreach(file ${ARGN})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    get_filename_component(name "${file}" NAME)
    file(READ "${file}" hex HEX)
    file(SIZE "${file}" size)
    # 24 bytes a line, each as 0xNN.
    string(REGEX REPLACE "(................................................)" "\\1\n" hex "${hex}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
    string(APPEND arrays "static const char file_${index}[] = {\n${hex}0x00};\n\n")
    string(APPEND entries "\t{\"${name}\", file_${index}, ${size}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  set(text "/* Written by cmake/Embed.cmake. */\n#include \"plangate/base/embedded.h\"\n\n")
  string(APPEND text "${arrays}const struct embedded ${table}[] = {\n${entries}\t{NULL, NULL, 0},\n};\n")
  file(WRITE "${output}.new" "${text}")
  # Untouched where nothing changed, so that nothing is compiled again.
  file(COPY_FILE "${output}.new" "${output}" ONLY_IF_DIFFERENT)
endfunction()
