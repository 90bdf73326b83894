# plangate_warnings(TARGET): the warnings that hold for all of our own code, and hardening for what
# is shipped.
function(plangate_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wshadow -Wconversion -Wformat=2 -Wstrict-prototypes -Wmissing-prototypes
    -Wcast-qual -Wpointer-arith -Wundef -Wvla -Wswitch-enum -Wwrite-strings -Wnull-dereference
    -Wimplicit-fallthrough)
  if(PLANGATE_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(${target} PRIVATE -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
      -fstack-protector-strong -fPIE)
    target_link_options(${target} PRIVATE -pie -Wl,-z,relro,-z,now)
  endif()
endfunction()
