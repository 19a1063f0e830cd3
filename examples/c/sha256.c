/* SHA-256 (FIPS 180-4): `sha256 OUT.v [UNROLL]` writes it with one round in a cycle, or with more.
 *
 * A message comes in as bytes, its digest goes out as 256 bits. The padder makes words of the bytes and appends what the
 * standard asks for: a one, zeros, and the length. The core takes sixteen words, runs the 64 rounds, `unroll` of them in a
 * cycle, and adds the result to the hash.
 */
#include <hwgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first 32 bits of the fractions of the square roots of the first 8 primes, and of the cube roots of the first 64. */
static const uint32_t initial_hash[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};
static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/* Every operation takes the module first; in this file it is always called m. */
#define ADD(a, b) hwgen_add(m, a, b)
#define AND(a, b) hwgen_and(m, a, b)
#define XOR(a, b) hwgen_xor(m, a, b)
#define PORT(name) hwgen_port_net(m, name)
#define IS(a, value) hwgen_eq(m, a, hwgen_literal_int(m, hwgen_net_type(m, a), value))

static hwgen_type type_of(hwgen_module *m, const char *text) {
  hwgen_type type = {0};
  hwgen_type_parse(hwgen_module_context(m), text, &type, NULL);
  return type;
}

static void drive(hwgen_module *m, hwgen_net target, int64_t value) {
  hwgen_drive(m, target, hwgen_literal_int(m, hwgen_net_type(m, target), value));
}

static hwgen_net named(hwgen_module *m, hwgen_net net, const char *name) {
  hwgen_net_name(m, net, name);
  return net;
}

/* A register that has a reset, with a name; `number` follows the name if it is not negative. */
static hwgen_net reg(hwgen_module *m, hwgen_type type, int64_t reset_value, const char *name, int number) {
  hwgen_register_options options = {.size = sizeof options};
  char text[16];
  options.reset = PORT("rst");
  options.reset_value = hwgen_literal_int(m, type, reset_value);
  snprintf(text, sizeof text, number < 0 ? "%s" : "%s%d", name, number);
  return named(m, hwgen_register(m, type, &options), text);
}

static hwgen_net state_machine(hwgen_module *m, const char *states) {
  hwgen_fsm_options options = {.size = sizeof options};
  options.reset = PORT("rst");
  return named(m, hwgen_fsm(m, states, &options), "state");
}

static hwgen_net is_at(hwgen_module *m, hwgen_net machine, const char *state) {
  return hwgen_eq(m, machine, hwgen_fsm_state(m, machine, state));
}

/* ---- The padder -------------------------------------------------------------------------------------------------- */

static const char padder_ports[] =
    "in clk: Clock; in rst: Reset; in message: {data: UInt(8), keep: Bit, last: Bit, valid: Bit, flip ready: Bit};"
    "out word: {data: UInt(32), last: Bit, valid: Bit, flip ready: Bit}";

/* Packs bytes into big-endian words, and pads them to blocks of sixteen words. A transfer carries a byte if `keep` is 1,
 * and ends the message if `last` is 1. */
static hwgen_status padder_body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net state, length, place, word, full, last, free_, padding, in_message, taken, appends, bits, parts[2];
  (void)user, (void)out_token;

  HWGEN_HERE(m);
  state = state_machine(m, "MESSAGE ONE ZEROS LENGTH");
  length = reg(m, hwgen_uint(m, 61), 0, "length", -1);
  place = reg(m, hwgen_uint(m, 6), 0, "place", -1);
  word = reg(m, hwgen_uint(m, 32), 0, "word", -1);
  full = reg(m, type_of(m, "Bit"), 0, "full", -1);
  last = reg(m, type_of(m, "Bit"), 0, "last", -1);

  /* One byte at a time goes into the word: of the message, or of the padding. */
  HWGEN_HERE(m);
  free_ = named(m, hwgen_or(m, hwgen_not(m, full), PORT("word_ready")), "free");
  padding = named(m, hwgen_wire(m, hwgen_uint(m, 8)), "padding");
  in_message = named(m, is_at(m, state, "MESSAGE"), "in_message");
  taken = named(m, AND(PORT("message_valid"), PORT("message_ready")), "taken");
  appends = named(m, hwgen_mux(m, in_message, AND(taken, PORT("message_keep")), free_), "appends");
  parts[0] = length, parts[1] = hwgen_literal_int(m, hwgen_bits(m, 3), 0);
  bits = named(m, hwgen_concat(m, parts, 2), "bits");

  HWGEN_HERE(m);
  hwgen_drive(m, PORT("message_ready"), AND(in_message, free_));
  hwgen_drive(m, PORT("word_data"), word);
  hwgen_drive(m, PORT("word_valid"), full);
  hwgen_drive(m, PORT("word_last"), last);

  HWGEN_HERE(m);
  hwgen_when(m, free_);
  drive(m, full, 0);
  drive(m, last, 0);
  hwgen_end(m);
  hwgen_when(m, appends);
  parts[0] = hwgen_slice(m, word, 0, 24), parts[1] = hwgen_mux(m, in_message, PORT("message_data"), padding);
  hwgen_drive(m, word, hwgen_cast(m, hwgen_concat(m, parts, 2), hwgen_uint(m, 32)));
  hwgen_drive(m, place, ADD(place, hwgen_literal_int(m, hwgen_uint(m, 6), 1)));
  hwgen_drive(m, full, IS(hwgen_slice(m, place, 0, 2), 3));
  hwgen_end(m);

  HWGEN_HERE(m);
  drive(m, padding, 0);
  hwgen_fsm_switch(m, state);
  hwgen_fsm_case(m, state, "MESSAGE");
  hwgen_when(m, appends);
  hwgen_drive(m, length, ADD(length, hwgen_literal_int(m, hwgen_uint(m, 61), 1)));
  hwgen_end(m);
  hwgen_when(m, AND(taken, PORT("message_last")));
  hwgen_fsm_next(m, state, "ONE");
  hwgen_end(m);
  hwgen_end(m);
  hwgen_fsm_case(m, state, "ONE");
  drive(m, padding, 0x80);
  hwgen_when(m, free_);
  hwgen_fsm_next(m, state, "ZEROS");
  hwgen_when(m, IS(place, 55));
  hwgen_fsm_next(m, state, "LENGTH");
  hwgen_end(m);
  hwgen_end(m);
  hwgen_end(m);
  hwgen_fsm_case(m, state, "ZEROS");
  hwgen_when(m, AND(free_, IS(place, 55)));
  hwgen_fsm_next(m, state, "LENGTH");
  hwgen_end(m);
  hwgen_end(m);
  hwgen_fsm_case(m, state, "LENGTH");
  hwgen_drive(m, padding,
              hwgen_index(m, hwgen_cast(m, bits, type_of(m, "Array(8, UInt(8))")),
                          hwgen_not(m, hwgen_slice(m, place, 0, 3))));
  hwgen_when(m, AND(free_, IS(place, 63)));
  drive(m, last, 1);
  drive(m, length, 0);
  hwgen_fsm_next(m, state, "MESSAGE");
  hwgen_end(m);
  hwgen_end(m);
  hwgen_end(m);
  return HWGEN_OK;
}

/* ---- The core ---------------------------------------------------------------------------------------------------- */

static const char sha256_ports[] =
    "in clk: Clock; in rst: Reset; in message: {data: UInt(8), keep: Bit, last: Bit, valid: Bit, flip ready: Bit};"
    "out digest: {data: Bits(256), valid: Bit, flip ready: Bit}";

static hwgen_net turned(hwgen_module *m, hwgen_net x, int32_t amount) {
  return hwgen_rotate_right(m, x, hwgen_literal_int(m, hwgen_uint(m, 5), amount));
}

/* C leaves open which argument of a call is evaluated first, and operations stand in the text in the order in which they
 * are made: so those that are made in one expression are made one after the other. */
static hwgen_net rotations(hwgen_module *m, hwgen_net x, int32_t first, int32_t second, int32_t third) {
  hwgen_net a = turned(m, x, first), b = turned(m, x, second), both = XOR(a, b);
  return XOR(both, turned(m, x, third));
}

static hwgen_net schedule_sigma(hwgen_module *m, hwgen_net x, int32_t first, int32_t second, int32_t shift) {
  hwgen_net a = turned(m, x, first), b = turned(m, x, second), both = XOR(a, b);
  return XOR(both, hwgen_shr(m, x, hwgen_literal_int(m, hwgen_uint(m, shift < 4 ? 2 : 4), shift)));
}

/* One round: the letters and the schedule are those of the next round afterwards. */
static void sha256_round(hwgen_module *m, int32_t number, hwgen_net constant, hwgen_net *letters, hwgen_net *w) {
  hwgen_net a = letters[0], b = letters[1], c = letters[2], e = letters[4], f = letters[5], g = letters[6];
  hwgen_net first, second, third, t1, t2, next;
  char name[16];

  t1 = ADD(letters[7], rotations(m, e, 6, 11, 25));
  first = AND(e, f);
  second = hwgen_not(m, e);
  t1 = ADD(t1, XOR(first, AND(second, g)));
  t1 = ADD(ADD(t1, constant), w[0]);
  snprintf(name, sizeof name, "t1_%d", (int)number);
  hwgen_net_name(m, t1, name);

  t2 = rotations(m, a, 2, 13, 22);
  first = AND(a, b);
  second = AND(a, c);
  third = XOR(first, second);
  t2 = ADD(t2, XOR(third, AND(b, c)));
  snprintf(name, sizeof name, "t2_%d", (int)number);
  hwgen_net_name(m, t2, name);

  next = ADD(schedule_sigma(m, w[14], 17, 19, 10), w[9]);
  next = ADD(ADD(next, schedule_sigma(m, w[1], 7, 18, 3)), w[0]);
  snprintf(name, sizeof name, "next_w_%d", (int)number);
  hwgen_net_name(m, next, name);

  memmove(w, w + 1, 15 * sizeof *w);
  w[15] = next;
  memmove(letters + 1, letters, 7 * sizeof *letters);
  letters[0] = ADD(t1, t2);
  letters[4] = ADD(letters[4], t1);
}

/* A memory with the constants of the rounds of a cycle in one word, the first round's lowest. */
static hwgen_net round_memory(hwgen_module *m, int32_t unroll) {
  hwgen_memory_options options = {.size = sizeof options};
  char contents[64 * 12], *end = contents;
  int32_t first, i;
  for (first = 0; first < 64; first += unroll) {
    end += sprintf(end, "%s0x", first ? ", " : "");
    for (i = unroll; i-- > 0;) end += sprintf(end, "%08x", (unsigned)round_constants[first + i]);
  }
  options.contents = contents;
  return named(m, hwgen_memory(m, hwgen_uint(m, 32 * unroll), (uint64_t)(64 / unroll), &options), "constants");
}

static hwgen_status sha256_body(hwgen_module *m, void *user, uint64_t *out_token) {
  const hwgen_generator *padder_generator = user;
  int32_t unroll = (int32_t)hwgen_module_integer(m, "unroll"), cycles = 64 / unroll, address_bits = 1, i;
  static const char *const inputs[] = {"clk", "rst", "message_data", "message_keep", "message_last", "message_valid"};
  hwgen_net state, hash[8], registers[8], letters[8], schedule[16], w[16], count, last, constants, k, padder, valid;
  hwgen_type word = hwgen_uint(m, 32), number = hwgen_uint(m, 6);
  hwgen_circuit padder_circuit;
  hwgen_error *error = NULL;

  if (hwgen_circuit_request(hwgen_module_context(m), *padder_generator, "", __FILE__, __LINE__, &padder_circuit,
                            &error)) {
    *out_token = (uint64_t)(uintptr_t)error; /* main takes it back */
    return HWGEN_HOST_FAILED;
  }
  HWGEN_HERE(m);
  padder = hwgen_instance(m, padder_circuit, "padder");
  for (i = 0; i < 6; i++) hwgen_instance_input(m, padder, inputs[i], PORT(inputs[i]));
  hwgen_drive(m, PORT("message_ready"), hwgen_instance_output(m, padder, "message_ready"));

  HWGEN_HERE(m);
  state = state_machine(m, "LOAD ROUNDS ADD DONE");
  for (i = 0; i < 8; i++) hash[i] = reg(m, word, initial_hash[i], "h", i);
  for (i = 0; i < 8; i++) {
    char letter[2] = {"abcdefgh"[i], 0};
    letters[i] = registers[i] = reg(m, word, 0, letter, -1);
  }
  for (i = 0; i < 16; i++) w[i] = schedule[i] = reg(m, word, 0, "w", i);
  count = reg(m, number, 0, "count", -1);
  last = reg(m, type_of(m, "Bit"), 0, "last", -1);

  HWGEN_HERE(m);
  constants = round_memory(m, unroll);
  while (cycles > 1 << address_bits) address_bits++;
  k = named(m, hwgen_memory_read(m, constants, hwgen_slice(m, count, 0, address_bits)), "k");
  for (i = 0; i < unroll; i++) sha256_round(m, i, hwgen_slice(m, k, 32 * i, 32), letters, w);

  HWGEN_HERE(m);
  hwgen_instance_input(m, padder, "word_ready", is_at(m, state, "LOAD"));
  hwgen_drive(m, PORT("digest_data"), hwgen_concat(m, hash, 8));
  hwgen_drive(m, PORT("digest_valid"), is_at(m, state, "DONE"));
  hwgen_fsm_switch(m, state);

  HWGEN_HERE(m);
  hwgen_fsm_case(m, state, "LOAD");
  valid = hwgen_instance_output(m, padder, "word_valid");
  hwgen_when(m, valid);
  for (i = 0; i < 15; i++) hwgen_drive(m, schedule[i], schedule[i + 1]);
  hwgen_drive(m, schedule[15], hwgen_instance_output(m, padder, "word_data"));
  hwgen_drive(m, count, ADD(count, hwgen_literal_int(m, number, 1)));
  hwgen_when(m, IS(count, 15));
  for (i = 0; i < 8; i++) hwgen_drive(m, registers[i], hash[i]);
  drive(m, count, 0);
  hwgen_drive(m, last, hwgen_instance_output(m, padder, "word_last"));
  hwgen_fsm_next(m, state, "ROUNDS");
  hwgen_end(m);
  hwgen_end(m);
  hwgen_end(m);

  HWGEN_HERE(m);
  hwgen_fsm_case(m, state, "ROUNDS");
  for (i = 0; i < 8; i++) hwgen_drive(m, registers[i], letters[i]);
  for (i = 0; i < 16; i++) hwgen_drive(m, schedule[i], w[i]);
  hwgen_drive(m, count, ADD(count, hwgen_literal_int(m, number, 1)));
  hwgen_when(m, IS(count, cycles - 1));
  hwgen_fsm_next(m, state, "ADD");
  hwgen_end(m);
  hwgen_end(m);

  HWGEN_HERE(m);
  hwgen_fsm_case(m, state, "ADD");
  for (i = 0; i < 8; i++) hwgen_drive(m, hash[i], ADD(hash[i], registers[i]));
  drive(m, count, 0);
  hwgen_fsm_next(m, state, "LOAD");
  hwgen_when(m, last);
  hwgen_fsm_next(m, state, "DONE");
  hwgen_end(m);
  hwgen_end(m);

  HWGEN_HERE(m);
  hwgen_fsm_case(m, state, "DONE");
  hwgen_when(m, PORT("digest_ready"));
  for (i = 0; i < 8; i++) drive(m, hash[i], initial_hash[i]);
  hwgen_fsm_next(m, state, "LOAD");
  hwgen_end(m);
  hwgen_end(m);
  hwgen_end(m);
  return HWGEN_OK;
}

/* ---- The program ------------------------------------------------------------------------------------------------- */

static hwgen_status declare(hwgen_context *context, const char *name, const char *parameters, const char *ports,
                            hwgen_body body, void *user, int32_t line, hwgen_generator *out, hwgen_error **out_error) {
  hwgen_generator_options options = {
      .size = sizeof options,
      .name = name,
      .parameters = parameters,
      .interface = ports,
      .file = __FILE__,
      .line = line,
      .body = body,
      .user = user,
  };
  return hwgen_generator_declare(context, &options, out, out_error);
}

static hwgen_status generate(hwgen_context *context, const char *path, const char *unroll, hwgen_error **out_error) {
  hwgen_generator padder, sha256;
  hwgen_circuit circuit;
  hwgen_status status =
      declare(context, "Padder", "", padder_ports, padder_body, NULL, __LINE__, &padder, out_error);
  if (!status)
    status = declare(context, "Sha256", "unroll: int in 1..16 = 1 \"rounds in a cycle\", require 64 % unroll == 0",
                     sha256_ports, sha256_body, &padder, __LINE__, &sha256, out_error);
  if (!status) status = hwgen_circuit_request(context, sha256, unroll, __FILE__, __LINE__, &circuit, out_error);
  if (!status) status = hwgen_circuit_verilog_file(context, circuit, NULL, path, out_error);
  return status;
}

int main(int count, char **arguments) {
  hwgen_context *context;
  hwgen_error *error = NULL;
  if (count < 2 || count > 3) {
    fprintf(stderr, "usage: %s OUT.v [UNROLL]\n", arguments[0]);
    return 1;
  }
  context = hwgen_context_create();
  if (generate(context, arguments[1], count > 2 ? arguments[2] : "", &error)) {
    hwgen_error *inner = (hwgen_error *)(uintptr_t)hwgen_error_host_token(error);
    fprintf(stderr, "%s\n", hwgen_error_text(inner ? inner : error));
    hwgen_error_destroy(inner);
  }
  int failed = error != NULL;
  hwgen_error_destroy(error);
  hwgen_context_destroy(context);
  return failed;
}
