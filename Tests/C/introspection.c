/* What there is in a context without a body having run: generators, parameters, families, and manifests. */
#include "check.h"

static hwgen_status no_body(hwgen_module *m, void *user, uint64_t *out_token) {
  (void)m, (void)user, (void)out_token;
  failures++;
  fprintf(stderr, "a body runs\n");
  return HWGEN_OK;
}

static void generators_in_order(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator first, second, fifo, found[3] = {{7}, {7}, {7}};
  size_t count = 99;
  CHECK_OK(hwgen_context_generators(context, NULL, 0, &count, &error));
  CHECK_INT(count, 0);
  CHECK_OK(declare(context, "First", NULL, NULL, no_body, NULL, &first, &error));
  CHECK_OK(declare(context, "Second", NULL, NULL, no_body, NULL, &second, &error));
  CHECK_OK(hwgen_context_generators(context, found, 1, &count, &error));
  CHECK_INT(count, 2);
  CHECK_INT(found[0].bits, first.bits);
  CHECK_INT(found[1].bits, 7);
  CHECK_OK(hwgen_library_generator(context, "FIFO", &fifo, &error));
  CHECK_OK(hwgen_context_generators(context, found, 3, &count, &error));
  CHECK_INT(count, 3);
  CHECK_INT(found[1].bits, second.bits);
  CHECK_INT(found[2].bits, fifo.bits);
  CHECK_WRITES(hwgen_generator_text(context, fifo, HWGEN_TEXT_IDENTITY, gather, &text, &error), "lib.FIFO");
  CHECK_WRITES(hwgen_generator_text(context, first, HWGEN_TEXT_NAME, gather, &text, &error), "First");
  hwgen_context_destroy(context);
}

static void parameters_one_by_one(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_parameter found[11];
  size_t count;
  CHECK_OK(declare(context, "G",
                   "a: int, b: bool = true, c: string, d: type, e: record, f: generator, g: opaque, "
                   "h: list(bool), i: enum(x, y), derived j = a + 1, k: late int = 3",
                   NULL, no_body, NULL, &generator, &error));
  CHECK_OK(hwgen_generator_parameters(context, generator, NULL, 0, &count, &error));
  CHECK_INT(count, 11);
  CHECK_OK(hwgen_generator_parameters(context, generator, found, 11, &count, &error));
  for (count = 0; count < 9; count++) {
    CHECK_INT(found[count].name_size, 1);
    CHECK_INT(found[count].name[0], 'a' + (int)count);
    CHECK_INT(found[count].kind, count);
    CHECK_INT(found[count].has_default, count == 1);
    CHECK_INT(found[count].is_derived, 0);
    CHECK_INT(found[count].is_late, 0);
  }
  CHECK_INT(found[7].kind, HWGEN_KIND_LIST);
  CHECK_INT(found[7].element, HWGEN_KIND_BOOL);
  CHECK_INT(found[8].kind, HWGEN_KIND_ENUM);
  CHECK_INT(found[8].element, 0);
  CHECK_INT(found[9].is_derived, 1);
  CHECK_INT(found[9].kind, HWGEN_KIND_INT);
  CHECK_INT(found[10].is_late, 1);
  CHECK_INT(found[10].has_default, 1);
  CHECK_TEXT(found[10].name, "k");
  hwgen_context_destroy(context);
}

static void a_family_and_back(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator, other, of;
  hwgen_circuit first, second, same, alone, found[2];
  hwgen_module *m;
  size_t count;
  CHECK_OK(declare(context, "G", "n: int = 8", "in x: UInt(n)", no_body, NULL, &generator, &error));
  CHECK_OK(declare(context, "H", "n: int = 8", "in x: UInt(n)", no_body, NULL, &other, &error));
  CHECK_OK(hwgen_generator_family(context, generator, NULL, 0, &count, &error));
  CHECK_INT(count, 0);
  CHECK_OK(request(context, generator, "16", &first, &error));
  CHECK_OK(request(context, other, "3", &alone, &error));
  CHECK_OK(request(context, generator, "", &second, &error));
  CHECK_OK(request(context, generator, "n = 16", &same, &error));
  CHECK_OK(hwgen_generator_family(context, generator, found, 2, &count, &error));
  CHECK_INT(count, 2);
  CHECK_INT(found[0].bits, first.bits);
  CHECK_INT(found[1].bits, second.bits);
  CHECK_OK(hwgen_circuit_generator(context, alone, &of, &error));
  CHECK_INT(of.bits, other.bits);
  m = module(context, "in x: Bit; out y: Bit");
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_port_net(m, "x"));
  CHECK_OK(hwgen_module_finish(m, &alone, &error));
  CHECK_OK(hwgen_circuit_generator(context, alone, &of, &error));
  CHECK_INT(of.bits, 0);
  hwgen_context_destroy(context);
}

static void manifests(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  CHECK_WRITES(hwgen_context_manifest(context, gather, &text, &error),
               "{\n  \"manifest\": \"context\",\n  \"version\": 1,\n  \"generators\": []\n}\n");
  CHECK_OK(declare(context, "G", "n: int = 8 \"bits of \\\"x\\\"\"", "in x: UInt(n)", no_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "12", &circuit, &error));
  CHECK_WRITES(hwgen_generator_text(context, generator, HWGEN_TEXT_MANIFEST, gather, &text, &error),
               "{\n"
               "  \"manifest\": \"generator\",\n"
               "  \"version\": 1,\n"
               "  \"name\": \"G\",\n"
               "  \"identity\": \"declared 1\",\n"
               "  \"place\": {\"file\": \"declared.c\", \"line\": 7},\n"
               "  \"external\": false,\n"
               "  \"parameters\": [\n"
               "    {\"name\": \"n\", \"kind\": \"int\", \"doc\": \"bits of \\\"x\\\"\", "
               "\"default\": {\"text\": \"8\", \"value\": 8}}\n"
               "  ],\n"
               "  \"constraints\": [],\n"
               "  \"ports\": [\n"
               "    {\"name\": \"x\", \"direction\": \"in\", "
               "\"type\": {\"text\": \"UInt(n)\", \"kind\": \"uint\", \"width\": {\"text\": \"n\"}}}\n"
               "  ],\n"
               "  \"members\": [],\n"
               "  \"hooks\": [],\n"
               "  \"family\": [\n"
               "    {\"circuit\": \"G_12\", \"arguments\": \"n = 12\"}\n"
               "  ]\n"
               "}\n");
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_MANIFEST, gather, &text, &error),
               "{\n"
               "  \"manifest\": \"circuit\",\n"
               "  \"version\": 1,\n"
               "  \"name\": \"G_12\",\n"
               "  \"generator\": \"declared 1\",\n"
               "  \"place\": {\"file\": \"declared.c\", \"line\": 7},\n"
               "  \"external\": false,\n"
               "  \"arguments\": [\n"
               "    {\"name\": \"n\", \"kind\": \"int\", \"doc\": \"bits of \\\"x\\\"\", \"text\": \"12\", \"value\": 12}\n"
               "  ],\n"
               "  \"late\": [],\n"
               "  \"ports\": [\n"
               "    {\"name\": \"x\", \"direction\": \"in\", "
               "\"type\": {\"text\": \"UInt(12)\", \"kind\": \"uint\", \"width\": {\"text\": \"12\", \"value\": 12}}}\n"
               "  ],\n"
               "  \"members\": []\n"
               "}\n");
  hwgen_context_destroy(context);
}

/* A member that cannot be evaluated is told, and nothing is written. */
static void a_manifest_that_fails(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator_options options = {
      .size = sizeof options, .name = "G", .parameters = "n: int", .members = "m: int = 1 / n", .body = no_body};
  hwgen_generator generator;
  hwgen_circuit circuit;
  struct text text = {NULL, 0};
  CHECK_OK(hwgen_generator_declare(context, &options, &generator, &error));
  CHECK_OK(request(context, generator, "0", &circuit, &error));
  CHECK_FAILS(hwgen_circuit_text(context, circuit, HWGEN_TEXT_MANIFEST, gather, &text, &error), 1011);
  CHECK_INT(text.size, 0);
  hwgen_context_destroy(context);
}

TESTS({"generators in order", generators_in_order}, {"parameters one by one", parameters_one_by_one},
      {"a family and back", a_family_and_back}, {"manifests", manifests}, {"a manifest that fails", a_manifest_that_fails})
