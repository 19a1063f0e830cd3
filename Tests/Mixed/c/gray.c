#include <hwgen.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "mixed.h"

/* A circuit of a generator, by its identity, for so many bits. */
static hwgen_status find(hwgen_context *context, const char *identity, int64_t bits, hwgen_circuit *circuit,
                         hwgen_error **out_error) {
  char arguments[24];
  hwgen_generator generator;
  hwgen_status status = hwgen_generator_find(context, identity, &generator, out_error);
  if (status != HWGEN_OK) return status;
  snprintf(arguments, sizeof arguments, "%lld", (long long)bits);
  return hwgen_circuit_request(context, generator, arguments, __FILE__, __LINE__, circuit, out_error);
}

/* Fails as the call did that gave the error. */
static hwgen_status fail(hwgen_context *context, hwgen_error *error, uint64_t *out_token) {
  uint64_t token = hwgen_error_host_token(error);
  hwgen_hook_fail(context, hwgen_error_text(error), token, NULL);
  hwgen_error_destroy(error);
  if (out_token) *out_token = token;
  return HWGEN_HOST_FAILED;
}

static hwgen_status gray_body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_error *error = NULL;
  hwgen_circuit invert;
  hwgen_net a = hwgen_port_net(m, "a"), one, u;
  (void)user;
  if (find(hwgen_module_context(m), "blocks.Invert", hwgen_module_integer(m, "bits"), &invert, &error) != HWGEN_OK)
    return fail(hwgen_module_context(m), error, out_token);
  HWGEN_HERE(m);
  one = hwgen_literal_int(m, hwgen_uint(m, 1), 1);
  u = hwgen_instance(m, invert, "invert");
  hwgen_instance_input(m, u, "a", hwgen_xor(m, a, hwgen_shr(m, a, one)));
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_instance_output(m, u, "y"));
  return HWGEN_OK;
}

static int64_t gray_tag(int64_t bits, hwgen_context *context) {
  hwgen_error *error = NULL;
  hwgen_circuit invert;
  int64_t tag = 0;
  if (find(context, "blocks.Invert", bits, &invert, &error) != HWGEN_OK ||
      hwgen_circuit_integer(context, invert, "tag", &tag, &error) != HWGEN_OK)
    fail(context, error, NULL);
  return tag;
}

int32_t gray_declare(hwgen_context *context) {
  hwgen_generator_options options;
  hwgen_function_options function;
  hwgen_generator generator;
  hwgen_status status;
  memset(&function, 0, sizeof function);
  function.size = sizeof function;
  function.signature = "int64_t gray_tag(int64_t bits, hwgen_context *)";
  function.code = (hwgen_code)gray_tag;
  status = hwgen_function_declare(context, &function, NULL, NULL);
  if (status != HWGEN_OK) return status;
  memset(&options, 0, sizeof options);
  options.size = sizeof options;
  options.name = "Gray";
  options.identity = "gray.Gray";
  options.parameters = "bits: int >= 1 \"of the number\"";
  options.interface = "in a: UInt(bits); out y: UInt(bits)";
  options.members = "tag: int = hook gray_tag(bits): int";
  options.file = __FILE__;
  options.line = __LINE__;
  options.body = gray_body;
  return hwgen_generator_declare(context, &options, &generator, NULL);
}

static hwgen_status failing_body(hwgen_module *m, void *user, uint64_t *out_token) {
  (void)user, (void)out_token;
  hwgen_hook_fail(hwgen_module_context(m), "C is out of gates", 0, NULL);
  return HWGEN_HOST_FAILED;
}

int32_t failing_declare(hwgen_context *context) {
  hwgen_generator_options options;
  hwgen_generator generator;
  memset(&options, 0, sizeof options);
  options.size = sizeof options;
  options.name = "Failing";
  options.identity = "gray.Failing";
  options.interface = "in a: Bit; out y: Bit";
  options.body = failing_body;
  return hwgen_generator_declare(context, &options, &generator, NULL);
}

struct call {
  hwgen_context *context;
  int32_t code;
};

static void *call(void *user) {
  struct call *made = (struct call *)user;
  hwgen_error *error = NULL;
  hwgen_context_set_budget(made->context, HWGEN_BUDGET_SECONDS, 1, &error);
  made->code = hwgen_error_code(error, 0);
  hwgen_error_destroy(error);
  return NULL;
}

int32_t gray_code_in_a_thread(hwgen_context *context) {
  struct call made = {context, 0};
  pthread_t thread;
  if (pthread_create(&thread, NULL, call, &made) || pthread_join(thread, NULL)) return -1;
  return made.code;
}
