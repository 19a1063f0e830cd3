/* Errors: what they hold, how long, and what a failure leaves alone. */
#include "check.h"

static void no_error_is_wanted(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_type type = {77};
  CHECK_INT(hwgen_type_parse(context, "UInt(", &type, NULL), HWGEN_FAILED);
  CHECK_INT(type.bits, 77);
  hwgen_context_destroy(context);
}

static void success_leaves_the_error_alone(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_type type;
  hwgen_error *error = (hwgen_error *)&type;
  CHECK_INT(hwgen_type_parse(context, "UInt(3)", &type, &error), HWGEN_OK);
  CHECK(error == (hwgen_error *)&type);
  hwgen_context_destroy(context);
}

static void strings_are_lent_until_the_error_ends(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  const char *message, *file, *text;
  char copy[3][512];
  int i;
  CHECK_OK(declare(context, "G", "n: int >= 4", "in x: UInt(n); out y: UInt(n)", wire_body, NULL, &generator, &error));
  CHECK_INT(request(context, generator, "3", &circuit, &error), HWGEN_FAILED);
  message = hwgen_error_message(error, 0);
  file = hwgen_error_file(error, 0);
  text = hwgen_error_text(error);
  snprintf(copy[0], sizeof copy[0], "%s", message);
  snprintf(copy[1], sizeof copy[1], "%s", file);
  snprintf(copy[2], sizeof copy[2], "%s", text);
  CHECK_INT(hwgen_error_code(error, 0), 1004);
  CHECK_INT(hwgen_error_severity(error, 0), 2);
  CHECK_TEXT(file, "requested.c");
  CHECK_INT(hwgen_error_line(error, 0), 9);
  CHECK(strstr(message, "n") && strstr(message, "3") && strstr(message, "4"));
  CHECK(strstr(text, "HW1004") && strstr(text, "requested.c:9"));
  for (i = 0; i < 100; i++) {
    hwgen_error *other = NULL;
    CHECK_INT(request(context, generator, "2", &circuit, &other), HWGEN_FAILED);
    hwgen_error_text(other);
    hwgen_error_destroy(other);
    CHECK(hwgen_error_message(error, 0) == message && hwgen_error_text(error) == text);
  }
  hwgen_context_destroy(context);
  CHECK_TEXT(message, copy[0]);
  CHECK_TEXT(file, copy[1]);
  CHECK_TEXT(text, copy[2]);
  hwgen_error_destroy(error);
}

static void a_diagnostic_that_is_not_there(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_type type;
  hwgen_error *error = NULL;
  static const size_t indices[] = {1, 2, 1000, (size_t)-1};
  size_t i;
  CHECK_INT(hwgen_type_parse(context, "", &type, &error), HWGEN_FAILED);
  for (i = 0; i < sizeof indices / sizeof *indices; i++) {
    CHECK_INT(hwgen_error_code(error, indices[i]), 0);
    CHECK_INT(hwgen_error_severity(error, indices[i]), 0);
    CHECK_TEXT(hwgen_error_message(error, indices[i]), "");
    CHECK_TEXT(hwgen_error_file(error, indices[i]), "");
    CHECK_INT(hwgen_error_line(error, indices[i]), 0);
    CHECK_TEXT(hwgen_error_fix(error, indices[i]), "");
    CHECK_INT(hwgen_error_note_count(error, indices[i]), 0);
    CHECK_TEXT(hwgen_error_note_message(error, 0, indices[i]), "");
    CHECK_TEXT(hwgen_error_note_file(error, 0, indices[i]), "");
    CHECK_INT(hwgen_error_note_line(error, 0, indices[i]), 0);
  }
  CHECK_INT(hwgen_error_host_token(error), 0);
  hwgen_error_destroy(error);
  hwgen_context_destroy(context);
}

static void notes_and_fixes(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator_options options = {.size = sizeof options, .name = "Twice", .interface = "in x: Bit; out y: Bit",
                                     .file = "first.c", .line = 7, .body = wire_body};
  hwgen_generator generator;
  hwgen_error *error = NULL;
  const char *fix;
  CHECK_OK(hwgen_generator_declare(context, &options, &generator, &error));
  options.file = "second.c", options.line = 8;
  CHECK_INT(hwgen_generator_declare(context, &options, &generator, &error), HWGEN_FAILED);
  CHECK_INT(hwgen_error_code(error, 0), 2020);
  fix = hwgen_error_fix(error, 0);
  CHECK_TEXT(fix, "give one of them an identity of its own");
  CHECK_INT(hwgen_error_note_count(error, 0), 1);
  CHECK_TEXT(hwgen_error_note_message(error, 0, 0), "the other one is Twice");
  CHECK_TEXT(hwgen_error_note_file(error, 0, 0), "first.c");
  CHECK_INT(hwgen_error_note_line(error, 0, 0), 7);
  CHECK(hwgen_error_fix(error, 0) == fix);
  hwgen_error_destroy(error);
  hwgen_context_destroy(context);
}

static void what_codes_stand_for(void) {
  const char *title = hwgen_code_title(2003);
  CHECK_TEXT(title, "two widths that must agree differ");
  CHECK(hwgen_code_title(2003) == title && *hwgen_code_advice(2003));
  CHECK_TEXT(hwgen_code_title(0), "");
  CHECK_TEXT(hwgen_code_title(-1), "");
  CHECK_TEXT(hwgen_code_advice(65536 + 2003), "");
}

static void all_mistakes_of_a_body_are_told(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in x: UInt(8); in w: UInt(9); out y: UInt(8)");
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  int line;
  hwgen_net x = hwgen_port_net(m, "x");
  hwgen_module_at(m, "body.c", 11);
  hwgen_add(m, x, hwgen_port_net(m, "w"));
  hwgen_module_at(m, "body.c", 12);
  hwgen_slice(m, x, 7, 2);
  line = __LINE__ + 1;
  HWGEN_HERE(m);
  hwgen_drive(m, x, x);
  CHECK_INT(hwgen_module_finish(m, &circuit, &error), HWGEN_FAILED);
  CHECK_INT(hwgen_error_count(error), 3);
  CHECK_INT(hwgen_error_code(error, 0), 2003);
  CHECK_TEXT(hwgen_error_file(error, 0), "body.c");
  CHECK_INT(hwgen_error_line(error, 0), 11);
  CHECK_INT(hwgen_error_code(error, 1), 2012);
  CHECK_INT(hwgen_error_line(error, 1), 12);
  CHECK_INT(hwgen_error_code(error, 2), 2005);
  CHECK_INT(hwgen_error_line(error, 2), line);
  CHECK_TEXT(hwgen_error_file(error, 2), __FILE__);
  hwgen_error_destroy(error);
  hwgen_context_destroy(context);
}

/* ---- sinks ------------------------------------------------------------------------------------------------------- */

static int32_t stop_at_once(void *user, const char *data, size_t size) {
  (void)data, (void)size;
  (*(int *)user)++;
  return 1;
}

static void a_sink_that_stops(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in x: UInt(8); out y: UInt(8)");
  hwgen_circuit circuit;
  hwgen_net value = hwgen_port_net(m, "x");
  int calls = 0, i;
  for (i = 0; i < 20000; i++) { /* several chunks of text */
    value = hwgen_not(m, hwgen_add(m, value, value));
    hwgen_net_name(m, value, "value");
  }
  hwgen_drive(m, hwgen_port_net(m, "y"), value);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_FAILS(hwgen_circuit_verilog(context, circuit, NULL, stop_at_once, &calls, &error), 5002);
  CHECK_INT(calls, 1);
  CHECK_FAILS(hwgen_circuit_text(context, circuit, HWGEN_TEXT_NETLIST, stop_at_once, &calls, &error), 5002);
  CHECK_INT(calls, 2);
  CHECK_FAILS(hwgen_circuit_text(context, circuit, HWGEN_TEXT_NAME, stop_at_once, &calls, &error), 5002);
  CHECK_INT(calls, 3);
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

struct nested {
  hwgen_context *context;
  hwgen_circuit circuit;
  struct text inner, outer;
};

static int32_t print_again(void *user, const char *data, size_t size) {
  struct nested *nested = user;
  CHECK_OK(hwgen_circuit_verilog(nested->context, nested->circuit, NULL, gather, &nested->inner, &error));
  return gather(&nested->outer, data, size);
}

static void a_sink_may_print(void) {
  struct nested nested = {hwgen_context_create(), {0}, {NULL, 0}, {NULL, 0}};
  hwgen_module *m = module(nested.context, "in x: UInt(8); out y: UInt(8)");
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_port_net(m, "x"));
  CHECK_OK(hwgen_module_finish(m, &nested.circuit, &error));
  CHECK_OK(hwgen_circuit_verilog(nested.context, nested.circuit, NULL, print_again, &nested, &error));
  CHECK_TEXT(nested.inner.data, nested.outer.data);
  free(nested.inner.data);
  free(nested.outer.data);
  hwgen_context_destroy(nested.context);
}

/* ---- structures with a size -------------------------------------------------------------------------------------- */

static void finalized(void *user) { (*(int *)user)++; }

static void options_of_a_wrong_size(void) {
  static const size_t wrong[] = {0, 1, 8, sizeof(hwgen_generator_options) - 1, 4096, (size_t)-1};
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator = {77};
  hwgen_generator good;
  hwgen_circuit circuit;
  int calls = 0;
  size_t i;
  CHECK_OK(declare(context, "R", NULL, "in clk: Clock; in x: UInt(8); out y: UInt(8)", wire_body, NULL, &good, &error));
  CHECK_OK(request(context, good, "", &circuit, &error));
  for (i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    hwgen_generator_options options = {.size = wrong[i], .name = "G", .user = &calls, .finalizer = finalized};
    hwgen_verilog_options verilog = {.size = wrong[i]};
    hwgen_register_options registers = {.size = wrong[i]};
    hwgen_module *m = module(context, "in clk: Clock; in x: UInt(8); out y: UInt(8)");
    CHECK_FAILS(hwgen_generator_declare(context, &options, &generator, &error), 9007);
    CHECK_INT(generator.bits, 77);
    CHECK_FAILS(hwgen_circuit_verilog(context, circuit, &verilog, ignore, NULL, &error), 9007);
    CHECK_FAILS(hwgen_circuit_verilog_file(context, circuit, &verilog, "refused.v", &error), 9007);
    hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_register(m, hwgen_uint(m, 8), &registers));
    CHECK_REFUSED(m, 9007);
  }
  CHECK_INT(calls, 0);
  hwgen_context_destroy(context);
  CHECK_INT(calls, 0);
}

static void unknown_numbers(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_verilog_options options = {.size = sizeof options, .profile = 99};
  static const int32_t wrong[] = {-1, 12, 99, INT32_MAX, INT32_MIN};
  size_t i;
  CHECK_OK(declare(context, "G", NULL, "in x: UInt(8); out y: UInt(8)", wire_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  for (i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    CHECK_FAILS(hwgen_circuit_text(context, circuit, wrong[i], ignore, NULL, &error), 9004);
    CHECK_FAILS(hwgen_generator_text(context, generator, wrong[i], ignore, NULL, &error), 9004);
    CHECK_FAILS(hwgen_context_set_budget(context, wrong[i], 1, &error), 9004);
    CHECK_FAILS(hwgen_context_set_policy(context, 2022, wrong[i], NULL, 0, &error), 9004);
    CHECK_FAILS(hwgen_context_set_policy(context, wrong[i], HWGEN_POLICY_WARN, NULL, 0, &error), 9004);
  }
  CHECK_FAILS(hwgen_generator_text(context, generator, HWGEN_TEXT_NETLIST, ignore, NULL, &error), 9004);
  CHECK_FAILS(hwgen_circuit_text(context, circuit, HWGEN_TEXT_DOC, ignore, NULL, &error), 9004);
  CHECK_FAILS(hwgen_circuit_verilog(context, circuit, &options, ignore, NULL, &error), 9004);
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

static void a_file_that_cannot_be_written(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  CHECK_OK(declare(context, "G", NULL, "in x: UInt(8); out y: UInt(8)", wire_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK_FAILS(hwgen_circuit_verilog_file(context, circuit, NULL, "no such folder/out.v", &error), 5002);
  CHECK_FAILS(hwgen_circuit_verilog_file(context, circuit, NULL, "", &error), 5002);
  CHECK_FAILS(hwgen_circuit_verilog_file(context, circuit, NULL, "/", &error), 5002);
  CHECK_FAILS(hwgen_circuit_verilog_file(context, circuit, NULL, "\xff.v", &error), 9005);
  CHECK_FAILS(hwgen_circuit_verilog_folder(context, circuit, NULL, "/dev/null/x", NULL, NULL, &error), 5002);
  CHECK_FAILS(hwgen_circuit_verilog_folder(context, circuit, NULL, "\xff", NULL, NULL, &error), 9005);
  hwgen_context_destroy(context);
}

TESTS({"no error is wanted", no_error_is_wanted}, {"success leaves the error alone", success_leaves_the_error_alone},
      {"strings are lent until the error ends", strings_are_lent_until_the_error_ends},
      {"a diagnostic that is not there", a_diagnostic_that_is_not_there},
      {"notes and fixes", notes_and_fixes}, {"what codes stand for", what_codes_stand_for},
      {"all mistakes of a body are told, with their places", all_mistakes_of_a_body_are_told},
      {"a sink that stops", a_sink_that_stops}, {"a sink may print", a_sink_may_print},
      {"options of a wrong size", options_of_a_wrong_size}, {"unknown numbers", unknown_numbers},
      {"a file that cannot be written", a_file_that_cannot_be_written})
