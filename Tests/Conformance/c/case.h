/* What the C cases share: each declares its generators, asks for one circuit, and writes it to the path it is given; as
 * SystemVerilog if that ends in `.sv`, and the manifest of what there is then if it ends in `.json`. */
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

static int ends_in(const char *path, const char *suffix) {
  size_t size = strlen(path), end = strlen(suffix);
  return size > end && !strcmp(path + size - end, suffix);
}

static int32_t to_file(void *file, const char *data, size_t size) { return fwrite(data, 1, size, file) != size; }

/* Elaborates, so that all circuits are there. */
static hwgen_status write_manifest(hwgen_context *context, hwgen_circuit circuit, const char *path,
                                   hwgen_error **error) {
  FILE *file = fopen(path, "w");
  hwgen_status status = HWGEN_FAILED;
  if (!file) return status;
  status = hwgen_circuit_elaborate(context, circuit, error);
  if (!status) status = hwgen_context_manifest(context, to_file, file, error);
  fclose(file);
  return status;
}

static int write_case(hwgen_context *context, hwgen_generator top, const char *arguments, int count, char **paths) {
  hwgen_circuit circuit;
  hwgen_verilog_options options = {.size = sizeof options};
  hwgen_error *error = NULL;
  if (count != 2) {
    fprintf(stderr, "usage: %s OUT.v\n", paths[0]);
    return 1;
  }
  if (ends_in(paths[1], ".sv")) options.profile = HWGEN_PROFILE_SYSTEMVERILOG;
  if (hwgen_circuit_request(context, top, arguments, __FILE__, __LINE__, &circuit, &error) ||
      (ends_in(paths[1], ".json") ? write_manifest(context, circuit, paths[1], &error)
                                  : hwgen_circuit_verilog_file(context, circuit, &options, paths[1], &error)))
    fprintf(stderr, "%s\n", hwgen_error_text(error));
  hwgen_context_destroy(context);
  if (!error) return 0;
  hwgen_error_destroy(error);
  return 1;
}

#endif
