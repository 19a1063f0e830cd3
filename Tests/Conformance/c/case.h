/* What the C cases share: each declares its generators, asks for one circuit, and writes it to the path it is given; as
 * SystemVerilog if that ends in `.sv`. */
#ifndef CASE_H
#define CASE_H

#include <hwgen.h>
#include <stdio.h>
#include <string.h>

static hwgen_generator generator(hwgen_context *context, const char *name, const char *parameters,
                                 const char *interface, hwgen_body body, void *user) {
  hwgen_generator_options options = {
      .size = sizeof options,
      .name = name,
      .parameters = parameters,
      .interface = interface,
      .file = __FILE__,
      .line = __LINE__,
      .body = body,
      .user = user,
  };
  hwgen_generator made = {0};
  hwgen_error *error = NULL;
  if (hwgen_generator_declare(context, &options, &made, &error)) fprintf(stderr, "%s\n", hwgen_error_text(error));
  hwgen_error_destroy(error);
  return made;
}

static int write_case(hwgen_context *context, hwgen_generator top, const char *arguments, int count, char **paths) {
  hwgen_circuit circuit;
  hwgen_verilog_options options = {.size = sizeof options};
  hwgen_error *error = NULL;
  if (count != 2) {
    fprintf(stderr, "usage: %s OUT.v\n", paths[0]);
    return 1;
  }
  if (strlen(paths[1]) > 3 && !strcmp(paths[1] + strlen(paths[1]) - 3, ".sv")) options.profile = HWGEN_PROFILE_SYSTEMVERILOG;
  if (hwgen_circuit_request(context, top, arguments, __FILE__, __LINE__, &circuit, &error) ||
      hwgen_circuit_verilog_file(context, circuit, &options, paths[1], &error))
    fprintf(stderr, "%s\n", hwgen_error_text(error));
  hwgen_context_destroy(context);
  if (!error) return 0;
  hwgen_error_destroy(error);
  return 1;
}

#endif
