/* Behaviour: a UART receiver as a state machine with conditions, and a decoder as a switch. */
#include "case.h"

static hwgen_net number(hwgen_module *m, hwgen_net like, int value) {
  return hwgen_literal_int(m, hwgen_net_type(m, like), value);
}

static void set(hwgen_module *m, hwgen_net target, int value) { hwgen_drive(m, target, number(m, target, value)); }

static hwgen_net counter(hwgen_module *m, const char *name, int width, int has_reset) {
  hwgen_register_options options = {.size = sizeof options};
  hwgen_net r;
  if (has_reset) {
    options.reset = hwgen_port_net(m, "rst");
    options.reset_value = hwgen_literal_int(m, hwgen_uint(m, width), 0);
  }
  r = hwgen_register(m, hwgen_uint(m, width), &options);
  hwgen_net_name(m, r, name);
  return r;
}

static void states(hwgen_module *m, hwgen_net tick, hwgen_net index, hwgen_net shift, hwgen_net last, hwgen_net fsm) {
  hwgen_net rx = hwgen_port_net(m, "rx"), valid = hwgen_port_net(m, "valid"), parts[2];
  hwgen_net following;
  parts[0] = rx, parts[1] = hwgen_slice(m, shift, 1, 7);
  following = hwgen_cast(m, hwgen_concat(m, parts, 2), hwgen_uint(m, 8));
  hwgen_fsm_switch(m, fsm);
  hwgen_fsm_case(m, fsm, "IDLE");
  set(m, tick, 0);
  hwgen_when(m, hwgen_not(m, rx));
  hwgen_fsm_next(m, fsm, "START");
  hwgen_end(m);
  hwgen_end(m);
  hwgen_fsm_case(m, fsm, "START");
  hwgen_when(m, hwgen_eq(m, tick, number(m, tick, 7)));
  set(m, tick, 0);
  set(m, index, 0);
  hwgen_when(m, rx);
  hwgen_fsm_next(m, fsm, "IDLE");
  hwgen_end(m);
  hwgen_otherwise(m);
  hwgen_fsm_next(m, fsm, "DATA");
  hwgen_end(m);
  hwgen_end(m);
  hwgen_end(m);
  hwgen_fsm_case(m, fsm, "DATA");
  hwgen_when(m, last);
  hwgen_drive(m, shift, following);
  hwgen_drive(m, index, hwgen_add(m, index, number(m, index, 1)));
  hwgen_when(m, hwgen_eq(m, index, number(m, index, 7)));
  hwgen_fsm_next(m, fsm, "STOP");
  hwgen_end(m);
  hwgen_end(m);
  hwgen_end(m);
  hwgen_fsm_case(m, fsm, "STOP");
  hwgen_when(m, last);
  hwgen_when(m, rx);
  set(m, valid, 1);
  hwgen_fsm_next(m, fsm, "IDLE");
  hwgen_end(m);
  hwgen_otherwise(m);
  hwgen_fsm_next(m, fsm, "BREAK");
  hwgen_end(m);
  hwgen_end(m);
  hwgen_end(m);
  hwgen_fsm_case(m, fsm, "BREAK");
  hwgen_when(m, rx);
  hwgen_fsm_next(m, fsm, "IDLE");
  hwgen_end(m);
  hwgen_end(m);
  hwgen_end(m);
}

static void decoder(hwgen_module *m, hwgen_net last) {
  hwgen_net mode = hwgen_port_net(m, "mode"), level = hwgen_port_net(m, "level"), keys[2], half;
  hwgen_switch(m, mode);
  keys[0] = number(m, mode, 0);
  hwgen_case(m, keys, 1);
  set(m, level, 1);
  hwgen_end(m);
  keys[0] = number(m, mode, 1), keys[1] = number(m, mode, 2);
  hwgen_case(m, keys, 2);
  set(m, level, 3);
  hwgen_when(m, hwgen_port_net(m, "rx"));
  half = hwgen_slice(m, level, 2, 2);
  set(m, half, 2);
  hwgen_end(m);
  hwgen_elsewhen(m, last);
  set(m, level, 5);
  hwgen_end(m);
  hwgen_end(m);
  hwgen_default(m);
  set(m, level, 12);
  hwgen_end(m);
  hwgen_end(m);
}

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net tick = counter(m, "tick", 4, 1), index = counter(m, "index", 3, 1), shift = counter(m, "shift", 8, 0);
  hwgen_net last = hwgen_eq(m, tick, number(m, tick, 15));
  hwgen_fsm_options options = {.size = sizeof options, .encoding = "gray"};
  hwgen_net fsm;
  (void)user, (void)out_token;
  hwgen_net_name(m, last, "last");
  options.reset = hwgen_port_net(m, "rst");
  fsm = hwgen_fsm(m, "IDLE START DATA STOP BREAK", &options);
  hwgen_net_name(m, fsm, "state");
  hwgen_drive(m, hwgen_port_net(m, "data"), shift);
  set(m, hwgen_port_net(m, "valid"), 0);
  hwgen_drive(m, tick, hwgen_add(m, tick, number(m, tick, 1)));
  states(m, tick, index, shift, last, fsm);
  decoder(m, last);
  hwgen_drive(m, hwgen_port_net(m, "busy"), hwgen_ne(m, fsm, hwgen_fsm_state(m, fsm, "IDLE")));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator receiver = generator(
      context, "Receiver", NULL,
      "in clk: Clock; in rst: Reset; in rx: Bit; in mode: UInt(2);"
      "out data: UInt(8); out valid: Bit; out busy: Bit; out level: UInt(4)",
      body, NULL);
  return write_case(context, receiver, "", count, arguments);
}
