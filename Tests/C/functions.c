/* Functions: plain C functions as hooks, and generators as plain C functions. */
#include "check.h"

#include <stdbool.h>

static hwgen_context *the_context;
static int calls;

static hwgen_status hook(const char *signature, hwgen_code code, int impure, hwgen_function *out, hwgen_error **out_error) {
  hwgen_function_options options = {
      .size = sizeof options, .signature = signature, .code = code, .impure = impure, .user = &calls};
  return hwgen_function_declare(the_context, &options, out, out_error);
}

/* The value of a call, as a generator's member has it. */
static hwgen_status value(const char *call, const char *kind, struct text *out, hwgen_error **out_error) {
  static int number;
  char identity[32];
  char *members = joined("m: ", kind, " = hook "), *all = joined(members, call, ": "), *text = joined(all, kind, "");
  hwgen_generator_options options = {.size = sizeof options, .name = "V", .interface = "in x: UInt(8); out y: UInt(8)",
                                     .members = text, .identity = identity, .body = wire_body};
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_status status;
  snprintf(identity, sizeof identity, "V%d", number++);
  status = hwgen_generator_declare(the_context, &options, &generator, out_error);
  if (status == HWGEN_OK) status = request(the_context, generator, "", &circuit, out_error);
  if (status == HWGEN_OK) status = hwgen_circuit_value(the_context, circuit, "m", gather, out, out_error);
  free(members), free(all), free(text);
  return status;
}

#define VALUE_IS(call, kind, wanted) CHECK_WRITES(value(call, kind, &text, &error), wanted)
#define VALUE_FAILS(call, kind, code, message) \
  CHECK_TELLS(value(call, kind, NULL, &error), code, NULL, "in `hook " call ": " kind "`: " message)

/* ---- Functions of every type ------------------------------------------------------------------------------------- */

static int8_t i8(int8_t x) { return (int8_t)(x - 1); }
static int16_t i16(int16_t x) { return (int16_t)(x - 1); }
static int32_t i32(int32_t x) { return x - 1; }
static int64_t i64(int64_t x) { return x - 1; }
static uint8_t u8(uint8_t x) { return (uint8_t)(x + 1); }
static uint16_t u16(uint16_t x) { return (uint16_t)(x + 1); }
static uint32_t u32(uint32_t x) { return x + 1; }
static uint64_t u64(uint64_t x) { return x + 1; }
static bool negation(bool x) { return !x; }
static float halved(float x) { return x / 2; }
static double root(double x) { double r = 0; while ((r + 1) * (r + 1) <= x) r += 1; return r; }
static const char *greeting(const char *name) {
  static char text[80];
  snprintf(text, sizeof text, "hello %s", name);
  return text;
}
static const hwgen_integer *doubled(const hwgen_integer *x) {
  static uint64_t limbs[8];
  static hwgen_integer result;
  uint64_t carry = 0;
  size_t i;
  for (i = 0; i < x->count; i++) limbs[i] = x->limbs[i] << 1 | carry, carry = x->limbs[i] >> 63;
  limbs[i] = carry;
  result.limbs = limbs, result.count = x->count + 1, result.negative = x->negative;
  return &result;
}
static hwgen_type wider(hwgen_context *context, hwgen_type type) {
  hwgen_type result = {0};
  int32_t width = hwgen_type_width(context, type);
  char text[40];
  snprintf(text, sizeof text, "UInt(%d)", width + 1);
  CHECK_OK(hwgen_type_parse(context, text, &result, &error));
  return result;
}
static hwgen_generator same(hwgen_generator generator) { return generator; }
static int64_t sum32(int64_t a0, int8_t a1, int16_t a2, int32_t a3, uint8_t a4, uint16_t a5, uint32_t a6, uint64_t a7,
                     bool a8, float a9, double a10, int8_t a11, int8_t a12, int8_t a13, int8_t a14, int8_t a15,
                     int16_t a16, int16_t a17, int16_t a18, int16_t a19, double a20, double a21, double a22, float a23,
                     float a24, float a25, float a26, float a27, float a28, int64_t a29, int64_t a30, bool a31) {
  return a0 + a1 + a2 + a3 + a4 + a5 + (int64_t)a6 + (int64_t)a7 + a8 + (int64_t)a9 + (int64_t)a10 + a11 + a12 + a13 +
         a14 + a15 + a16 + a17 + a18 + a19 + (int64_t)(a20 + a21 + a22 + a23 + a24 + a25 + a26 + a27 + a28) + a29 + a30 +
         a31;
}

#define DECLARE(signature, function) CHECK_OK(hook(signature, (hwgen_code)function, 0, NULL, &error))

static void every_type(void) {
  the_context = hwgen_context_create();
  DECLARE("int8_t i8(int8_t x)", i8);
  DECLARE("int16_t i16(int16_t)", i16);
  DECLARE("  int32_t  i32 ( int32_t x ) ;", i32);
  DECLARE("int64_t i64(int64_t x)", i64);
  DECLARE("uint8_t u8(uint8_t x)", u8);
  DECLARE("uint16_t u16(uint16_t x)", u16);
  DECLARE("uint32_t u32(uint32_t x)", u32);
  DECLARE("uint64_t u64(uint64_t x)", u64);
  DECLARE("bool negation(_Bool x)", negation);
  DECLARE("float halved(float x)", halved);
  DECLARE("double root(double x)", root);
  DECLARE("const char *greeting(const char *name)", greeting);
  DECLARE("const hwgen_integer *doubled(const hwgen_integer *x)", doubled);
  DECLARE("hwgen_type wider(hwgen_context *, hwgen_type type)", wider);
  DECLARE("hwgen_generator same(hwgen_generator generator)", same);
  VALUE_IS("i8(-127)", "int", "-128");
  VALUE_IS("i8(127)", "int", "126");
  VALUE_IS("i16(-32767)", "int", "-32768");
  VALUE_IS("i32(-2147483647)", "int", "-2147483648");
  VALUE_IS("i64(-9223372036854775807)", "int", "-9223372036854775808");
  VALUE_IS("u8(254)", "int", "255");
  VALUE_IS("u8(255)", "int", "0");
  VALUE_IS("u16(65534)", "int", "65535");
  VALUE_IS("u32(4294967294)", "int", "4294967295");
  VALUE_IS("u64(18446744073709551614)", "int", "18446744073709551615");
  VALUE_IS("negation(false)", "bool", "true");
  VALUE_IS("negation(true)", "bool", "false");
  VALUE_IS("halved(16)", "int", "8");
  VALUE_IS("halved(-4)", "int", "-2");
  VALUE_IS("root(144)", "int", "12");
  VALUE_IS("greeting(\"w\\\"\303\266rld\")", "string", "\"hello w\\\"\303\266rld\"");
  VALUE_IS("doubled(170141183460469231731687303715884105729)", "int", "340282366920938463463374607431768211458");
  VALUE_IS("doubled(-5)", "int", "-10");
  VALUE_IS("doubled(0)", "int", "0");
  VALUE_IS("wider(UInt(8))", "type", "UInt(9)");
  VALUE_IS("same(generator(\"V0\"))", "generator", "generator(\"V0\")");
  hwgen_context_destroy(the_context);
}

static void thirty_two_parameters(void) {
  the_context = hwgen_context_create();
  DECLARE("int64_t sum32(int64_t, int8_t, int16_t, int32_t, uint8_t, uint16_t, uint32_t, uint64_t, bool, float, double,"
          "int8_t, int8_t, int8_t, int8_t, int8_t, int16_t, int16_t, int16_t, int16_t, double, double, double, float,"
          "float, float, float, float, float, int64_t, int64_t, bool)", sum32);
  VALUE_IS("sum32(-1000, -1, -2, -3, 4, 5, 6, 7, true, 9, 10, 11, 12, 13, 14, 15, -16, -17, -18, -19, 20, 21, 22, 23, 24,"
           " 25, 26, 27, 28, -29, 30, true)", "int", "-751");
  CHECK_TELLS(hook("int8_t f(int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t,"
                   "int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t,"
                   "int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int8_t)",
                   (hwgen_code)i8, 0, NULL, &error), 8003, NULL,
              "`int8_t f(int8_t, int8_t, int8_t, int8_t, int8_t, int8_t, int\342\200\246` is no signature: 33 parameters; "
              "there may be 32");
  hwgen_context_destroy(the_context);
}

static int8_t least8(void) { return INT8_MIN; }
static int16_t least16(void) { return INT16_MIN; }
static int32_t least32(void) { return INT32_MIN; }
static int64_t least64(void) { return INT64_MIN; }
static uint8_t most8(void) { return UINT8_MAX; }
static uint16_t most16(void) { return UINT16_MAX; }
static uint32_t most32(void) { return UINT32_MAX; }
static uint64_t most64(void) { return UINT64_MAX; }
static bool truth(void) { return true; }
static float three(void) { return 3; }
static double four(void) { return 4; }
static const char *word(void) { return "word"; }
static const hwgen_integer *five(void) {
  static uint64_t limb = 5;
  static hwgen_integer integer = {&limb, 1, 0};
  return &integer;
}
static hwgen_type bit(void) {
  hwgen_type result = {0};
  CHECK_OK(hwgen_type_parse(the_context, "Bit", &result, &error));
  return result;
}

static void functions_without_arguments(void) {
  the_context = hwgen_context_create();
  DECLARE("int8_t least8()", least8);
  DECLARE("int16_t least16()", least16);
  DECLARE("int32_t least32()", least32);
  DECLARE("int64_t least64()", least64);
  DECLARE("uint8_t most8()", most8);
  DECLARE("uint16_t most16()", most16);
  DECLARE("uint32_t most32()", most32);
  DECLARE("uint64_t most64()", most64);
  DECLARE("bool truth()", truth);
  DECLARE("float three()", three);
  DECLARE("double four()", four);
  DECLARE("const char *word()", word);
  DECLARE("const hwgen_integer *five()", five);
  DECLARE("hwgen_type bit()", bit);
  VALUE_IS("least8()", "int", "-128");
  VALUE_IS("least16()", "int", "-32768");
  VALUE_IS("least32()", "int", "-2147483648");
  VALUE_IS("least64()", "int", "-9223372036854775808");
  VALUE_IS("most8()", "int", "255");
  VALUE_IS("most16()", "int", "65535");
  VALUE_IS("most32()", "int", "4294967295");
  VALUE_IS("most64()", "int", "18446744073709551615");
  VALUE_IS("truth()", "bool", "true");
  VALUE_IS("three()", "int", "3");
  VALUE_IS("four()", "int", "4");
  VALUE_IS("word()", "string", "\"word\"");
  VALUE_IS("five()", "int", "5");
  VALUE_IS("bit()", "type", "Bit");
  hwgen_context_destroy(the_context);
}

/* ---- What cannot be ---------------------------------------------------------------------------------------------- */

static const char *nothing(void) { return NULL; }
static const char *no_text(void) { return "\xff"; }
static double half(void) { return 0.5; }
static double endless(void) { return 1e308 * 10; }
static hwgen_type no_type(void) {
  hwgen_type type = {12345};
  return type;
}
static const hwgen_integer *no_integer(void) { return NULL; }
static const hwgen_integer *huge(void) {
  static uint64_t limb = 1;
  static hwgen_integer integer;
  integer.limbs = &limb, integer.count = (size_t)-1;
  return &integer;
}

static void values_that_do_not_fit(void) {
  the_context = hwgen_context_create();
  DECLARE("int8_t i8(int8_t x)", i8);
  DECLARE("uint8_t u8(uint8_t)", u8);
  DECLARE("uint64_t u64(uint64_t x)", u64);
  DECLARE("int64_t i64(int64_t x)", i64);
  DECLARE("float halved(float x)", halved);
  DECLARE("double root(double x)", root);
  DECLARE("bool negation(bool x)", negation);
  DECLARE("const char *greeting(const char *name)", greeting);
  DECLARE("const char *nothing(void)", nothing);
  DECLARE("const char *no_text()", no_text);
  DECLARE("double half()", half);
  DECLARE("double endless()", endless);
  DECLARE("hwgen_type no_type()", no_type);
  DECLARE("const hwgen_integer *no_integer()", no_integer);
  DECLARE("const hwgen_integer *huge()", huge);
  VALUE_FAILS("i8(128)", "int", 8002, "argument 1 (`x`) of hook `i8` is 128, which no `int8_t` holds");
  VALUE_FAILS("i8(-129)", "int", 8002, "argument 1 (`x`) of hook `i8` is -129, which no `int8_t` holds");
  VALUE_FAILS("u8(-1)", "int", 8002, "argument 1 of hook `u8` is -1, which no `uint8_t` holds");
  VALUE_FAILS("u64(18446744073709551616)", "int", 8002,
              "argument 1 (`x`) of hook `u64` is 18446744073709551616, which no `uint64_t` holds");
  VALUE_FAILS("i64(9223372036854775808)", "int", 8002,
              "argument 1 (`x`) of hook `i64` is 9223372036854775808, which no `int64_t` holds");
  VALUE_FAILS("halved(16777217)", "int", 8002, "argument 1 (`x`) of hook `halved` is 16777217, which no `float` holds");
  VALUE_FAILS("root(9007199254740993)", "int", 8002,
              "argument 1 (`x`) of hook `root` is 9007199254740993, which no `double` holds");
  VALUE_FAILS("negation(1)", "bool", 8002, "argument 1 (`x`) of hook `negation` is 1, which no `bool` holds");
  VALUE_FAILS("i8(true)", "int", 8002, "argument 1 (`x`) of hook `i8` is true, which no `int8_t` holds");
  VALUE_FAILS("greeting(3)", "string", 8002, "argument 1 (`name`) of hook `greeting` is 3, which no `const char *` holds");
  VALUE_FAILS("i8(1, 2)", "int", 1021, "hook `i8` takes 1 argument, and is called with 2");
  VALUE_FAILS("i8()", "int", 1021, "hook `i8` takes 1 argument, and is called with 0");
  VALUE_FAILS("i8(3)", "bool", 1003, "hook `i8` must give a boolean, and gave an integer");
  VALUE_FAILS("nothing()", "string", 8002, "what hook `nothing` gave is a NULL string");
  VALUE_FAILS("no_text()", "string", 9005, "a string is not UTF-8: `\xef\xbf\xbd`");
  VALUE_FAILS("half()", "int", 8002, "what hook `half` gave is 0.5, which is no integer");
  VALUE_FAILS("endless()", "int", 8002, "what hook `endless` gave is inf, which is no integer");
  VALUE_FAILS("no_type()", "type", 9003, "a type handle of another context");
  VALUE_FAILS("no_integer()", "int", 8002, "what hook `no_integer` gave is a NULL integer");
  VALUE_FAILS("huge()", "int", 9008, "the limbs of an integer cannot be 18446744073709551615 items long");
  goes_on(the_context);
  hwgen_context_destroy(the_context);
}

static void bad_signatures(void) {
  static const struct { const char *signature, *message; } bad[] = {
      {"", "the result has no type of those that there are at the end"},
      {"int64_t", "`(` is expected at the end"},
      {"int64_t f", "`(` is expected at the end"},
      {"int64_t f(", "parameter 1 has no type of those that there are at the end"},
      {"int64_t f(int64_t", "`)` is expected at the end"},
      {"int64_t f(int64_t x,)", "parameter 2 has no type of those that there are where `)` stands"},
      {"int64_t f(int64_t x y)", "`)` is expected where `y` stands"},
      {"int64_t f(long x)", "parameter 1 has no type of those that there are where `long` stands"},
      {"int f(void)", "the result has no type of those that there are where `int` stands"},
      {"int64_t f(char *x)", "parameter 1 has no type of those that there are where `char` stands"},
      {"int64_t f(int64_t x, int64_t x)", "two parameters are called `x`"},
      {"int64_t f(int64_t x, void)", "parameter 2 is void"},
      {"int64_t f(void x)", "parameter 1 is void"},
      {"int64_t f(int64_t x) g", "nothing more is expected where `g` stands"},
      {"int64_t (*f)(int64_t x)", "parameter 1 has no type of those that there are where `*` stands"},
      {"void *f(void)", "the result is void *"},
      {"hwgen_context *f(void)", "the result is hwgen_context *"},
      {"\x1b[31m", "the result has no type of those that there are where `\\u{1b}` stands"},
  };
  size_t i;
  the_context = hwgen_context_create();
  for (i = 0; i < sizeof bad / sizeof *bad; i++) {
    hwgen_error *error = NULL;
    CHECK_INT(hook(bad[i].signature, (hwgen_code)i64, 0, NULL, &error), HWGEN_FAILED);
    CHECK_INT(hwgen_error_code(error, 0), 8003);
    if (!strstr(hwgen_error_message(error, 0), bad[i].message)) CHECK_TEXT(hwgen_error_message(error, 0), bad[i].message);
    hwgen_error_destroy(error);
  }
  CHECK_TELLS(hook("void f(int64_t x)", (hwgen_code)i64, 0, NULL, &error), 8003, NULL,
              "hook `f` has a result of type `void`, which no value is");
  CHECK_TELLS(hook("hwgen_circuit f(int64_t x)", (hwgen_code)i64, 0, NULL, &error), 8003, NULL,
              "hook `f` has a result of type `hwgen_circuit`, which no value is");
  CHECK_TELLS(hook("int64_t f(hwgen_circuit x)", (hwgen_code)i64, 0, NULL, &error), 8003, NULL,
              "hook `f` has a parameter of type `hwgen_circuit`, which no value is");
  CHECK_TELLS(hook("int64_t (int64_t x)", (hwgen_code)i64, 0, NULL, &error), 1020, NULL, "a hook needs a name");
  CHECK_FAILS(hook(NULL, (hwgen_code)i64, 0, NULL, &error), 9001);
  CHECK_FAILS(hook("int64_t f(int64_t x)", NULL, 0, NULL, &error), 9001);
  DECLARE("int64_t f(int64_t x)", i64);
  CHECK_FAILS(hook("int64_t f(int64_t x)", (hwgen_code)i64, 0, NULL, &error), 9006);
  goes_on(the_context);
  hwgen_context_destroy(the_context);
}

/* ---- How often, and how it fails --------------------------------------------------------------------------------- */

static int64_t counted(void *user, int64_t x) {
  (*(int *)user)++;
  return x + 100;
}

static void a_pure_function_is_called_once_for_equal_arguments(void) {
  hwgen_function function;
  int64_t x = 5, result = 0;
  const void *arguments[1];
  int k;
  arguments[0] = &x;
  for (k = 0; k < 2; k++) { /* pure, impure */
    the_context = hwgen_context_create();
    calls = 0;
    CHECK_OK(hook("int64_t counted(void *, int64_t x)", (hwgen_code)counted, k, &function, &error));
    VALUE_IS("counted(5)", "int", "105");
    VALUE_IS("counted(2 + 3)", "int", "105");
    CHECK_OK(hwgen_function_call(the_context, function, arguments, &result, &error));
    CHECK_INT(result, 105);
    CHECK_OK(hwgen_function_call(the_context, function, arguments, &result, &error));
    CHECK_INT(result, 105);
    CHECK_INT(calls, k ? 4 : 1);
    VALUE_IS("counted(6)", "int", "106");
    CHECK_INT(calls, k ? 5 : 2);
    hwgen_context_destroy(the_context);
  }
}

/* The same for arguments that are pointed to: their contents count. */
static int64_t measured(void *user, const char *text, const hwgen_integer *number) {
  (*(int *)user)++;
  return (int64_t)strlen(text) * (number->negative ? -1 : 1) + (int64_t)number->limbs[0];
}
static const char *echoed(void *user, const char *text) {
  static char twice[40];
  (*(int *)user)++;
  snprintf(twice, sizeof twice, "%s%s", text, text);
  return twice;
}

static void what_arguments_point_to_is_compared(void) {
  hwgen_function function;
  uint64_t limbs[2] = {7, 0}, others[1] = {7};
  hwgen_integer integer = {limbs, 1, 0}, same = {others, 1, 0};
  char first[] = "four", second[] = "four";
  const char *text = first, *answer = NULL, *kept;
  const hwgen_integer *number = &integer;
  int64_t result = 0;
  const void *arguments[2];
  arguments[0] = &text, arguments[1] = &number;
  the_context = hwgen_context_create();
  calls = 0;
  CHECK_OK(hook("int64_t measured(void *, const char *text, const hwgen_integer *number)", (hwgen_code)measured, 0,
                &function, &error));
  CHECK_OK(hwgen_function_call(the_context, function, arguments, &result, &error));
  text = second, number = &same;
  CHECK_OK(hwgen_function_call(the_context, function, arguments, &result, &error));
  CHECK_INT(result, 11), CHECK_INT(calls, 1);
  VALUE_IS("measured(\"four\", 7)", "int", "11");
  CHECK_INT(calls, 1);
  second[0] = 0; /* "", where "four" stood */
  CHECK_OK(hwgen_function_call(the_context, function, arguments, &result, &error));
  CHECK_INT(result, 7), CHECK_INT(calls, 2);
  text = first, same.negative = 1;
  CHECK_OK(hwgen_function_call(the_context, function, arguments, &result, &error));
  CHECK_INT(result, 3), CHECK_INT(calls, 3);
  integer.count = 2, number = &integer; /* 7 with a leading zero: another way to write it is no other answer */
  CHECK_OK(hwgen_function_call(the_context, function, arguments, &result, &error));
  CHECK_INT(result, 11), CHECK_INT(calls, 3);
  integer.count = (size_t)-1;
  CHECK_FAILS(hwgen_function_call(the_context, function, arguments, &result, &error), 9008);
  number = NULL;
  CHECK_FAILS(hwgen_function_call(the_context, function, arguments, &result, &error), 8002);
  text = NULL, number = &same;
  CHECK_FAILS(hwgen_function_call(the_context, function, arguments, &result, &error), 8002);
  CHECK_INT(calls, 3);

  text = first;
  CHECK_OK(hook("const char *echoed(void *, const char *)", (hwgen_code)echoed, 0, &function, &error));
  CHECK_OK(hwgen_function_call(the_context, function, arguments, &answer, &error));
  CHECK_TEXT(answer, "fourfour");
  kept = answer;
  first[0] = 'h';
  CHECK_OK(hwgen_function_call(the_context, function, arguments, &answer, &error));
  CHECK_TEXT(answer, "hourhour"), CHECK_TEXT(kept, "fourfour");
  CHECK_INT(calls, 5);
  hwgen_context_destroy(the_context);
}

/* A hook that gives its text to nobody, or more than there is. */
static hwgen_status odd_giver(void *user, const char *const *arguments, size_t count, hwgen_sink give, void *target,
                              uint64_t *token) {
  (void)user, (void)count, (void)token;
  switch (atoi(arguments[0])) {
  case 0: CHECK_INT(give(target, "16", (size_t)-1), 1); break;
  case 1: CHECK_INT(give(target, "16", (size_t)1 << 62), 1); break;
  case 2: CHECK_INT(give(target, "16", (size_t)1 << 40), 1); break;
  case 3: CHECK_INT(give(target, NULL, 5), 1); break;
  case 4: CHECK_INT(give(NULL, "16", 2), 1); break;
  default: CHECK_INT(give(target, NULL, 0), 0), CHECK_INT(give(target, "1", 1), 0), CHECK_INT(give(target, "6", 1), 0);
  }
  return HWGEN_OK;
}

static void hooks_that_give_what_is_none(void) {
  the_context = hwgen_context_create();
  CHECK_OK(hwgen_hook_declare(the_context, "odd", odd_giver, NULL, NULL, &error));
  VALUE_FAILS("odd(0)", "int", 9008, "what a hook gives cannot be 18446744073709551615 items long");
  VALUE_FAILS("odd(1)", "int", 9008, "what a hook gives cannot be 4611686018427387904 items long");
  VALUE_FAILS("odd(2)", "int", 9008, "what a hook gives cannot be 1099511627776 items long");
  VALUE_FAILS("odd(3)", "int", 9001, "what a hook gives is NULL");
  VALUE_FAILS("odd(4)", "int", 8002, "hook `odd` gave ``: column 1: expected an expression, and the text ends\n    \n    ^");
  VALUE_IS("odd(5)", "int", "16");
  hwgen_context_destroy(the_context);
}

/* A hook of texts that is asked whenever it is needed, and one that is asked once. */
static hwgen_status next(void *user, const char *const *arguments, size_t count, hwgen_sink give, void *target,
                         uint64_t *token) {
  char text[16];
  (void)arguments, (void)count, (void)token;
  give(target, text, (size_t)snprintf(text, sizeof text, "%d", ++*(int *)user));
  return HWGEN_OK;
}

static void hooks_that_are_not_pure(void) {
  the_context = hwgen_context_create();
  calls = 0;
  CHECK_OK(hwgen_hook_declare_impure(the_context, "next", next, &calls, NULL, &error));
  VALUE_IS("next(5)", "int", "1");
  VALUE_IS("next(5)", "int", "2");
  CHECK_FAILS(hwgen_hook_declare(the_context, "next", next, &calls, NULL, &error), 9006);
  CHECK_OK(hwgen_hook_declare(the_context, "once", next, &calls, NULL, &error));
  VALUE_IS("once(5)", "int", "3");
  VALUE_IS("once(5)", "int", "3");
  hwgen_context_destroy(the_context);
}

/* A hook whose answer needs itself. */
static int64_t circular(int64_t x) {
  calls++;
  if (x == 1) {
    VALUE_IS("circular(2)", "int", "2");
  } else {
    VALUE_FAILS("circular(1)", "int", 1021,
                "hook `circular` needs its own answer: hook circular(1): int leads to itself");
  }
  return x;
}

static void a_hook_that_needs_its_own_answer(void) {
  the_context = hwgen_context_create();
  calls = 0;
  DECLARE("int64_t circular(int64_t x)", circular);
  VALUE_IS("circular(1)", "int", "1");
  CHECK_INT(calls, 2);
  hwgen_context_destroy(the_context);
}

static int64_t failing(hwgen_context *context, int64_t x) {
  if (x > 3) {
    CHECK_OK(hwgen_hook_fail(context, "it is too large", 42, &error));
    CHECK_OK(hwgen_hook_fail(context, "and so it stays", 43, &error));
    return 7;
  }
  return x;
}

static int64_t around(hwgen_context *context, int64_t x) {
  hwgen_error *error = NULL;
  struct text text = {NULL, 0};
  int64_t result = -1;
  /* What fails inside is the caller's to tell. */
  if (value(x > 3 ? "failing(4)" : "failing(3)", "int", &text, &error) == HWGEN_OK) result = atoi(text.data);
  free(text.data);
  hwgen_error_destroy(error);
  if (x == 9) CHECK_OK(hwgen_hook_fail(context, "outside", 44, &error));
  return result;
}

static void functions_that_fail(void) {
  hwgen_function function;
  hwgen_error *error = NULL;
  int64_t x = 4, result = 77;
  const void *arguments[1];
  arguments[0] = &x;
  the_context = hwgen_context_create();
  CHECK_OK(hook("int64_t failing(hwgen_context *, int64_t x)", (hwgen_code)failing, 0, &function, &error));
  DECLARE("int64_t around(hwgen_context *, int64_t x)", around);
  VALUE_IS("failing(3)", "int", "3");
  CHECK_INT(value("failing(4)", "int", NULL, &error), HWGEN_HOST_FAILED);
  CHECK_TEXT(hwgen_error_message(error, 0), "in `hook failing(4): int`: hook `failing` failed: it is too large");
  CHECK_INT(hwgen_error_host_token(error), 42);
  hwgen_error_destroy(error), error = NULL;
  CHECK_INT(hwgen_function_call(the_context, function, arguments, &result, &error), HWGEN_HOST_FAILED);
  CHECK_INT(hwgen_error_host_token(error), 42);
  CHECK_INT(result, 77);
  hwgen_error_destroy(error), error = NULL;
  VALUE_IS("around(1)", "int", "3");
  VALUE_IS("around(4)", "int", "-1");
  CHECK_INT(value("around(9)", "int", NULL, &error), HWGEN_HOST_FAILED);
  CHECK_INT(hwgen_error_host_token(error), 44);
  hwgen_error_destroy(error);
  CHECK_FAILS(hwgen_hook_fail(the_context, "outside", 1, &error), 9006);
  CHECK_FAILS(hwgen_hook_fail(the_context, NULL, 1, &error), 9001);
  CHECK_FAILS(hwgen_hook_fail(NULL, "x", 1, &error), 9001);
  goes_on(the_context);
  hwgen_context_destroy(the_context);
}

/* A function that the library calls, and that calls others: what it is given them by, and what they are. */
static hwgen_function inner_functions[5];
static int inner_calls;

static int16_t plus(int16_t x, int64_t y) { return inner_calls++, (int16_t)(x + y); }
static int64_t refusing(int64_t x) {
  if (x > 3) CHECK_OK(hwgen_hook_fail(the_context, "it is too large", 42, &error));
  return x;
}

static int64_t outer(void) {
  hwgen_error *error = NULL;
  int16_t x = 30000, narrow[2] = {7, 7};
  int64_t y = 4, wide = 7;
  uint8_t byte[2] = {7, 7};
  const void *both[2], *one[1], *none[2];
  both[0] = &x, both[1] = &y, one[0] = &y, none[0] = &x, none[1] = NULL;
  CHECK_OK(hwgen_function_call(the_context, inner_functions[0], both, narrow, &error)); /* impure */
  CHECK_OK(hwgen_function_call(the_context, inner_functions[0], both, narrow, &error));
  CHECK_INT(narrow[0], 30004), CHECK_INT(narrow[1], 7), CHECK_INT(inner_calls, 2);
  CHECK_OK(hwgen_function_call(the_context, inner_functions[1], both, narrow, &error)); /* pure */
  y = 5;
  CHECK_OK(hwgen_function_call(the_context, inner_functions[1], both, narrow, &error));
  CHECK_INT(narrow[0], 30005), CHECK_INT(inner_calls, 4);
  y = 4;
  CHECK_OK(hwgen_function_call(the_context, inner_functions[1], both, narrow, &error));
  CHECK_OK(hwgen_function_call(the_context, inner_functions[1], both, narrow, &error));
  CHECK_INT(narrow[0], 30004), CHECK_INT(narrow[1], 7), CHECK_INT(inner_calls, 4);
  CHECK_OK(hwgen_function_call(the_context, inner_functions[2], NULL, byte, &error)); /* without arguments */
  CHECK_INT(byte[0], 255), CHECK_INT(byte[1], 7);
  CHECK_INT(hwgen_function_call(the_context, inner_functions[3], one, &wide, &error), HWGEN_HOST_FAILED);
  CHECK_TEXT(hwgen_error_message(error, 0), "hook `refusing` failed: it is too large");
  CHECK_INT(wide, 7);
  hwgen_error_destroy(error), error = NULL;
  y = 3;
  CHECK_OK(hwgen_function_call(the_context, inner_functions[3], one, &wide, &error));
  CHECK_INT(wide, 3);
  CHECK_FAILS(hwgen_function_call(the_context, inner_functions[0], NULL, narrow, &error), 9001);
  CHECK_TELLS(hwgen_function_call(the_context, inner_functions[0], none, narrow, &error), 9001, NULL, "argument 2 is NULL");
  CHECK_FAILS(hwgen_function_call(the_context, inner_functions[0], both, NULL, &error), 9001);
  CHECK_FAILS(hwgen_function_call(the_context, inner_functions[4], both, narrow, &error), 9001); /* a zeroed handle */
  CHECK_FAILS(hwgen_function_call(NULL, inner_functions[0], both, narrow, &error), 9001);
  CHECK_OK(hwgen_hook_remove(the_context, "plus", &error));
  CHECK_FAILS(hwgen_function_call(the_context, inner_functions[0], both, narrow, &error), 9002);
  return 1;
}

static void functions_that_a_callback_calls(void) {
  the_context = hwgen_context_create();
  inner_calls = 0;
  CHECK_OK(hook("int16_t plus(int16_t, int64_t)", (hwgen_code)plus, 1, &inner_functions[0], &error));
  CHECK_OK(hook("int16_t pure_plus(int16_t, int64_t)", (hwgen_code)plus, 0, &inner_functions[1], &error));
  CHECK_OK(hook("uint8_t most()", (hwgen_code)most8, 1, &inner_functions[2], &error));
  CHECK_OK(hook("int64_t refusing(int64_t)", (hwgen_code)refusing, 1, &inner_functions[3], &error));
  DECLARE("int64_t outer()", outer);
  VALUE_IS("outer()", "int", "1");
  goes_on(the_context);
  hwgen_context_destroy(the_context);
}

static void count_end(void *user) { (*(int *)user)++; }

static int64_t removing(hwgen_context *context, void *user, int64_t x) {
  CHECK_OK(hwgen_hook_remove(context, "removing", &error));
  CHECK_INT(*(int *)user, 0); /* it lives while it is called */
  return x + 1;
}

static void functions_that_are_removed(void) {
  hwgen_function function;
  hwgen_function_options options = {.size = sizeof options, .signature = "int64_t removing(hwgen_context *, void *, int64_t)",
                                    .code = (hwgen_code)removing, .finalizer = count_end};
  int64_t x = 1, result = 0;
  int ended = 0;
  const void *arguments[1];
  arguments[0] = &x;
  options.user = &ended;
  the_context = hwgen_context_create();
  CHECK_OK(hwgen_function_declare(the_context, &options, &function, &error));
  CHECK_OK(hwgen_function_call(the_context, function, arguments, &result, &error));
  CHECK_INT(result, 2);
  CHECK_INT(ended, 1);
  CHECK_FAILS(hwgen_function_call(the_context, function, arguments, &result, &error), 9002);
  CHECK_FAILS(hwgen_hook_remove(the_context, "removing", &error), 1021);
  VALUE_FAILS("removing(5)", "int", 1021, "no hook is declared as `removing`");
  /* The name is free, and its answers are forgotten. */
  DECLARE("int64_t removing(int64_t)", i64);
  VALUE_IS("removing(1)", "int", "0");
  options.signature = "nonsense";
  CHECK_FAILS(hwgen_function_declare(the_context, &options, &function, &error), 8003);
  CHECK_INT(ended, 2);
  options.size = 8;
  CHECK_FAILS(hwgen_function_declare(the_context, &options, &function, &error), 9007);
  CHECK_INT(ended, 2);
  hwgen_context_destroy(the_context);
}

static int64_t ending(hwgen_context *context, int64_t x) {
  hwgen_context_destroy(context);
  return x;
}

static void a_context_that_ends_in_its_own_function(void) {
  hwgen_function_options options = {.size = sizeof options, .signature = "int64_t ending(hwgen_context *, int64_t)",
                                    .code = (hwgen_code)ending, .finalizer = count_end};
  hwgen_function function;
  int64_t x = 8, result = 0;
  const void *arguments[1];
  int ended = 0;
  arguments[0] = &x;
  options.user = &ended;
  the_context = hwgen_context_create();
  CHECK_OK(hwgen_function_declare(the_context, &options, &function, &error));
  CHECK_OK(hwgen_function_call(the_context, function, arguments, &result, &error));
  CHECK_INT(result, 8);
  CHECK_INT(ended, 1);
}

/* ---- Closures ---------------------------------------------------------------------------------------------------- */

static hwgen_generator adder(void) {
  hwgen_generator_options options = {
      .size = sizeof options, .name = "Add", .parameters = "bits: int in 1..64, has_ce: bool = false, item: type = UInt(8)",
      .interface = "in x: UInt(bits); out y: UInt(bits)",
      .members = "latency: int = if has_ce then 1 else 0; area: int = bits * pow(2, 70); wide: bool = bits > 32;"
                 "title: string = \"an adder\"; inner: type = item; small: int = bits - 40",
      .body = wire_body};
  hwgen_generator generator = {0};
  CHECK_OK(hwgen_generator_declare(the_context, &options, &generator, &error));
  return generator;
}

static hwgen_closure *closure(hwgen_generator generator, const char *signature) {
  hwgen_closure *made = NULL;
  CHECK_OK(hwgen_closure_create(the_context, generator, signature, &made, &error));
  return made;
}

static void closures(void) {
  hwgen_generator add;
  hwgen_closure *latency, *area, *wide, *title, *inner, *small, *bits, *circuit, *real;
  hwgen_circuit made;
  const hwgen_integer *integer;
  hwgen_error *failure;
  the_context = hwgen_context_create();
  add = adder();
  latency = closure(add, "int64_t latency(int64_t bits, bool has_ce)");
  CHECK_INT(((int64_t(*)(int64_t, bool))hwgen_closure_code(latency))(8, true), 1);
  CHECK_INT(((int64_t(*)(int64_t, bool))hwgen_closure_code(latency))(8, false), 0);
  CHECK(hwgen_closure_take_error(latency) == NULL);
  area = closure(add, "const hwgen_integer *area(const hwgen_integer *bits)");
  {
    uint64_t limb = 12;
    hwgen_integer given;
    given.limbs = &limb, given.count = 1, given.negative = 0;
    integer = ((const hwgen_integer *(*)(const hwgen_integer *))hwgen_closure_code(area))(&given);
    CHECK_INT(integer->count, 2);
    CHECK_INT(integer->limbs[0], 0);
    CHECK_INT(integer->limbs[1], 12 * 64);
    CHECK_INT(integer->negative, 0);
  }
  wide = closure(add, "bool wide(uint8_t)");
  CHECK_INT(((bool (*)(uint8_t))hwgen_closure_code(wide))(33), 1);
  CHECK_INT(((bool (*)(uint8_t))hwgen_closure_code(wide))(32), 0);
  title = closure(add, "const char *title(int8_t bits)");
  CHECK_TEXT(((const char *(*)(int8_t))hwgen_closure_code(title))(1), "an adder");
  inner = closure(add, "hwgen_type inner(hwgen_type item, float bits)");
  {
    hwgen_type type = {0};
    CHECK_OK(hwgen_type_parse(the_context, "SInt(5)", &type, &error));
    CHECK_INT(((hwgen_type(*)(hwgen_type, float))hwgen_closure_code(inner))(type, 3).bits, type.bits);
  }
  /* Narrow results keep their sign. */
  small = closure(add, "int8_t small(uint16_t)");
  CHECK_INT(((int8_t(*)(uint16_t))hwgen_closure_code(small))(1), -39);
  real = closure(add, "double small(double)");
  CHECK(((double (*)(double))hwgen_closure_code(real))(64) == 24.0);
  bits = closure(add, "uint64_t bits(uint64_t)");
  CHECK_INT(((uint64_t(*)(uint64_t))hwgen_closure_code(bits))(64), 64);
  circuit = closure(add, "hwgen_circuit Add(int64_t bits)");
  made = ((hwgen_circuit(*)(int64_t))hwgen_closure_code(circuit))(16);
  CHECK_WRITES(hwgen_circuit_text(the_context, made, HWGEN_TEXT_PARAMETERS, gather, &text, &error),
               "bits = 16, has_ce = false, item = UInt(8)");
  /* What fails gives 0, and says why. */
  made = ((hwgen_circuit(*)(int64_t))hwgen_closure_code(circuit))(65);
  CHECK_INT(made.bits, 0);
  failure = hwgen_closure_take_error(circuit);
  CHECK_INT(hwgen_error_code(failure, 0), 1004);
  hwgen_error_destroy(failure);
  CHECK(hwgen_closure_take_error(circuit) == NULL);
  CHECK_INT(((uint64_t(*)(uint64_t))hwgen_closure_code(bits))(0), 0);
  failure = hwgen_closure_take_error(bits);
  CHECK_INT(hwgen_error_code(failure, 0), 1004);
  hwgen_error_destroy(failure);
  /* A function of the core as a hook of the core. */
  CHECK_OK(hook("int8_t small(uint16_t)", hwgen_closure_code(small), 0, NULL, &error));
  VALUE_IS("small(1)", "int", "-39");
  hwgen_context_destroy(the_context);
  CHECK_INT(((int64_t(*)(int64_t, bool))hwgen_closure_code(latency))(8, true), 0);
  failure = hwgen_closure_take_error(latency);
  CHECK_INT(hwgen_error_code(failure, 0), 9003);
  hwgen_error_destroy(failure);
  hwgen_closure_destroy(latency), hwgen_closure_destroy(area), hwgen_closure_destroy(wide), hwgen_closure_destroy(title);
  hwgen_closure_destroy(inner), hwgen_closure_destroy(small), hwgen_closure_destroy(bits), hwgen_closure_destroy(circuit);
  hwgen_closure_destroy(real), hwgen_closure_destroy(NULL);
}

static void closures_that_cannot_be(void) {
  static const struct { const char *signature; int code; const char *message; } bad[] = {
      {"int64_t latency(int64_t width)", 1001, "Add has no parameter `width` that takes an argument; it has bits, has_ce, item"},
      {"int64_t latency(int64_t, bool, hwgen_type, bool)", 1001,
       "Add has no parameter number 4 that takes an argument; it has bits, has_ce, item"},
      {"int64_t delay(int64_t bits)", 1022,
       "Add has no parameter or member `delay`; it has bits, has_ce, item, latency, area, wide, title, inner, small"},
      {"bool latency(int64_t bits)", 1003, "`latency` is an integer, which no `bool` is"},
      {"int64_t latency(bool bits)", 1003, "parameter `bits` is an integer, which no `bool` is"},
      {"hwgen_circuit Sub(int64_t bits)", 8003, "`Sub` gives a circuit, and the generator is called Add"},
      {"void latency(int64_t bits)", 1003, "`latency` is an integer, which no `void` is"},
      {"int64_t latency(void *)", 1003, "parameter `bits` is an integer, which no `void *` is"},
  };
  hwgen_generator add, none = {0};
  hwgen_closure *made = NULL;
  size_t i;
  the_context = hwgen_context_create();
  add = adder();
  for (i = 0; i < sizeof bad / sizeof *bad; i++) {
    CHECK_TELLS(hwgen_closure_create(the_context, add, bad[i].signature, &made, &error), bad[i].code, NULL, bad[i].message);
    CHECK(made == NULL);
  }
  CHECK_FAILS(hwgen_closure_create(the_context, add, "nonsense", &made, &error), 8003);
  CHECK_FAILS(hwgen_closure_create(the_context, add, NULL, &made, &error), 9001);
  CHECK_FAILS(hwgen_closure_create(the_context, add, "int64_t bits(int64_t)", NULL, &error), 9001);
  CHECK_FAILS(hwgen_closure_create(the_context, none, "int64_t bits(int64_t)", &made, &error), 9001);
  CHECK_FAILS(hwgen_closure_create(NULL, add, "int64_t bits(int64_t)", &made, &error), 9001);
  goes_on(the_context);
  hwgen_context_destroy(the_context);
}

TESTS({"every type", every_type}, {"thirty-two parameters", thirty_two_parameters},
      {"functions without arguments", functions_without_arguments},
      {"functions that a callback calls", functions_that_a_callback_calls},
      {"values that do not fit", values_that_do_not_fit}, {"bad signatures", bad_signatures},
      {"a pure function is called once for equal arguments", a_pure_function_is_called_once_for_equal_arguments},
      {"what arguments point to is compared", what_arguments_point_to_is_compared},
      {"hooks that give what is none", hooks_that_give_what_is_none},
      {"hooks that are not pure", hooks_that_are_not_pure},
      {"a hook that needs its own answer", a_hook_that_needs_its_own_answer},
      {"functions that fail", functions_that_fail}, {"functions that are removed", functions_that_are_removed},
      {"a context that ends in its own function", a_context_that_ends_in_its_own_function},
      {"closures", closures}, {"closures that cannot be", closures_that_cannot_be})
