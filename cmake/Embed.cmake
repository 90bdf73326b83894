# Files of the source tree as C data, so that the program needs nothing beside it.

# plangate_embed(OUTPUT TABLE PREFIX FILE...): write a C file that defines `const struct embedded TABLE[]`
# (include/plangate/base/embedded.h) with one entry a file, and `const char *const TABLE_names[]` with the
# prefix and each file's name without its ending. Changed files configure anew.
function(plangate_embed output table prefix)
  set(arrays "")
  set(entries "")
  set(names "")
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
    get_filename_component(stem "${file}" NAME_WE)
    string(APPEND names "\t\"${prefix}${stem}\",\n")
    math(EXPR index "${index} + 1")
  endforeach()
  set(text "/* Written by cmake/Embed.cmake. */\n#include \"plangate/base/embedded.h\"\n\n")
  string(APPEND text "${arrays}const struct embedded ${table}[] = {\n${entries}\t{NULL, NULL, 0},\n};\n\n")
  string(APPEND text "const char *const ${table}_names[] = {\n${names}\tNULL,\n};\n")
  file(WRITE "${output}.new" "${text}")
  # Untouched where nothing changed, so that nothing is compiled again.
  file(COPY_FILE "${output}.new" "${output}" ONLY_IF_DIFFERENT)
endfunction()
