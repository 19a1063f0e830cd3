/* What the C tests share: checks, a list of cases that a program runs by name, and small helpers over hwgen.h. It compiles as C99 and as C++17.
 *
 * `PROGRAM` alone lists its cases, one a line; `PROGRAM CASE` runs one, and exits with 1 after saying what failed.
 */
#ifndef CHECK_H
#define CHECK_H

#include <hwgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__GNUC__)
#define CHECK_MAY_BE_UNUSED __attribute__((unused))
#else
#define CHECK_MAY_BE_UNUSED
#endif
#define HELPER CHECK_MAY_BE_UNUSED static

struct test {
  const char *name;
  void (*run)(void);
};

static int failures;

#define CHECK(condition) \
  ((condition) ? (void)0 : (void)(failures++, fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition)))
#define CHECK_INT(value, wanted) check_int((long long)(value), (long long)(wanted), #value, __FILE__, __LINE__)
#define CHECK_TEXT(value, wanted) check_text((value), (wanted), #value, __FILE__, __LINE__)
/* The call fails with this code first; the error is ended. The call names it: `&error`. */
#define CHECK_FAILS(call, code) \
  do { \
    hwgen_error *error = NULL; \
    hwgen_status status_ = (call); \
    check_failure(status_, error, (code), #call, __FILE__, __LINE__); \
  } while (0)
/* The call fails; its first diagnostic has this code, place ("file:line"; NULL: any) and first line of a message. The
 * error is ended. */
#define CHECK_TELLS(call, code, place, message) \
  do { \
    hwgen_error *error = NULL; \
    hwgen_status status_ = (call); \
    check_told(status_, error, (code), (place), (message), #call, __FILE__, __LINE__); \
  } while (0)
/* The call succeeds. */
#define CHECK_OK(call) \
  do { \
    hwgen_error *error = NULL; \
    hwgen_status status_ = (call); \
    if (status_ != HWGEN_OK) { \
      failures++; \
      fprintf(stderr, "%s:%d: %s failed with status %d: %s\n", __FILE__, __LINE__, #call, (int)status_, \
              error ? hwgen_error_text(error) : "no error"); \
    } else if (error) { \
      failures++; \
      fprintf(stderr, "%s:%d: %s succeeded and gave an error\n", __FILE__, __LINE__, #call); \
    } \
    hwgen_error_destroy(error); \
  } while (0)

HELPER void check_int(long long value, long long wanted, const char *what, const char *file, int line) {
  if (value == wanted) return;
  failures++;
  fprintf(stderr, "%s:%d: %s is %lld, not %lld\n", file, line, what, value, wanted);
}

HELPER void check_text(const char *value, const char *wanted, const char *what, const char *file, int line) {
  if (value && !strcmp(value, wanted)) return;
  failures++;
  fprintf(stderr, "%s:%d: %s is\n%s\nnot\n%s\n", file, line, what, value ? value : "NULL", wanted);
}

HELPER void check_failure(hwgen_status status, hwgen_error *error, int code, const char *what, const char *file,
                          int line) {
  if (status == HWGEN_OK || !error || hwgen_error_code(error, 0) != code) {
    failures++;
    fprintf(stderr, "%s:%d: %s gave status %d and HW%d, not HW%d\n%s\n", file, line, what, (int)status,
            error ? (int)hwgen_error_code(error, 0) : 0, code, error ? hwgen_error_text(error) : "no error");
  }
  hwgen_error_destroy(error);
}

HELPER void check_told(hwgen_status status, hwgen_error *error, int code, const char *place, const char *message,
                       const char *what, const char *file, int line) {
  char found[200];
  const char *told = hwgen_error_message(error, 0);
  snprintf(found, sizeof found, "%s:%d", hwgen_error_file(error, 0), (int)hwgen_error_line(error, 0));
  if (status == HWGEN_OK || hwgen_error_code(error, 0) != code || (place && strcmp(found, place)) ||
      strncmp(told, message, strlen(message)) || (told[strlen(message)] && told[strlen(message)] != '\n')) {
    failures++;
    fprintf(stderr, "%s:%d: %s gave status %d, not HW%d at %s:\n%s\nbut\n%s\n", file, line, what, (int)status, code,
            place ? place : "any place", message, error ? hwgen_error_text(error) : "no error");
  }
  hwgen_error_destroy(error);
}

/* Text that a sink gathers. */
struct text {
  char *data;
  size_t size;
};

HELPER int32_t gather(void *user, const char *data, size_t size) {
  struct text *text = (struct text *)user;
  char *longer = (char *)realloc(text->data, text->size + size + 1);
  if (!longer) return 1;
  memcpy(longer + text->size, data, size);
  text->data = longer;
  text->size += size;
  longer[text->size] = 0;
  return 0;
}

HELPER int32_t ignore(void *user, const char *data, size_t size) {
  (void)user, (void)data, (void)size;
  return 0;
}

/* What a call that takes `gather` and `&text` wrote, compared; the text is ended. */
#define CHECK_WRITES(call, wanted) \
  do { \
    struct text text = {NULL, 0}; \
    CHECK_OK(call); \
    check_text(text.data ? text.data : "", (wanted), #call, __FILE__, __LINE__); \
    free(text.data); \
  } while (0)

/* A generator of its own, whatever its name. */
HELPER hwgen_status declare(hwgen_context *context, const char *name, const char *parameters, const char *interface,
                            hwgen_body body, void *user, hwgen_generator *out, hwgen_error **out_error) {
  static int declared;
  char identity[24];
  hwgen_generator_options options;
  memset(&options, 0, sizeof options);
  options.size = sizeof options;
  options.name = name;
  options.parameters = parameters;
  options.interface = interface;
  options.file = "declared.c";
  options.line = 7;
  options.identity = identity;
  options.body = body;
  options.user = user;
  snprintf(identity, sizeof identity, "declared %d", ++declared);
  return hwgen_generator_declare(context, &options, out, out_error);
}

HELPER hwgen_status request(hwgen_context *context, hwgen_generator generator, const char *arguments,
                            hwgen_circuit *out, hwgen_error **out_error) {
  return hwgen_circuit_request(context, generator, arguments, "requested.c", 9, out, out_error);
}

HELPER hwgen_status print(hwgen_context *context, hwgen_circuit circuit, hwgen_error **out_error) {
  return hwgen_circuit_verilog(context, circuit, NULL, ignore, NULL, out_error);
}

/* A module of these ports, open. */
HELPER hwgen_module *module(hwgen_context *context, const char *interface) {
  hwgen_module *m = NULL;
  CHECK_OK(hwgen_module_create(context, "M", interface, "module.c", 1, &m, &error));
  return m;
}

/* Ends a module that is to be refused with this code. */
#define CHECK_REFUSED(m, code) \
  do { \
    hwgen_circuit refused_ = {77}; \
    CHECK_FAILS(hwgen_module_finish((m), &refused_, &error), (code)); \
    CHECK_INT(refused_.bits, 77); \
  } while (0)

/* The same with the place and the message of its first mistake. */
#define CHECK_REFUSED_TELLS(m, code, place, message) \
  do { \
    hwgen_circuit refused_ = {77}; \
    CHECK_TELLS(hwgen_module_finish((m), &refused_, &error), (code), (place), (message)); \
    CHECK_INT(refused_.bits, 77); \
  } while (0)

/* A good circuit is still elaborated and printed. */
HELPER void goes_on(hwgen_context *context) {
  hwgen_module *m = module(context, "in x: UInt(8); out y: UInt(8)");
  hwgen_circuit circuit;
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_not(m, hwgen_port_net(m, "x")));
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(hwgen_circuit_elaborate(context, circuit, &error));
  CHECK_OK(hwgen_circuit_verilog(context, circuit, NULL, ignore, NULL, &error));
}

/* A body that joins `x` to `y`. */
HELPER hwgen_status wire_body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_port_net(m, "x"));
  (void)user, (void)out_token;
  return HWGEN_OK;
}

/* `count` copies of a text in one. */
HELPER char *repeated(const char *text, size_t count) {
  size_t size = strlen(text), i;
  char *all = (char *)malloc(size * count + 1);
  if (!all) exit(2);
  for (i = 0; i < count; i++) memcpy(all + i * size, text, size);
  all[size * count] = 0;
  return all;
}

HELPER char *joined(const char *a, const char *b, const char *c) {
  char *all = (char *)malloc(strlen(a) + strlen(b) + strlen(c) + 1);
  if (!all) exit(2);
  strcpy(all, a);
  strcat(all, b);
  strcat(all, c);
  return all;
}

HELPER int run_tests(const struct test *tests, size_t count, int argument_count, char **arguments) {
  size_t i;
  for (i = 0; i < count; i++) {
    if (argument_count == 1) puts(tests[i].name);
    if (argument_count == 2 && !strcmp(arguments[1], tests[i].name)) {
      tests[i].run();
      return failures != 0;
    }
  }
  return argument_count != 1;
}

#define TESTS(...) \
  static const struct test tests[] = {__VA_ARGS__}; \
  int main(int argument_count, char **argument_values) { \
    return run_tests(tests, sizeof tests / sizeof *tests, argument_count, argument_values); \
  }

#endif
