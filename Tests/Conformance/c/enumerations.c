/* Enumerations: a sequencer whose states, commands and modes are named, in all encodings. */
#include "case.h"

static const char state_text[] = "Gray(State: idle, load, run, done)";

static hwgen_type parsed(hwgen_module *m, const char *text) {
  hwgen_type type = {0};
  hwgen_type_parse(hwgen_module_context(m), text, &type, NULL);
  return type;
}

static hwgen_net is(hwgen_module *m, hwgen_net value, const char *member) {
  hwgen_net key = hwgen_literal(m, hwgen_net_type(m, value), member);
  return hwgen_eq(m, value, key);
}

static void in_case(hwgen_module *m, hwgen_net value, const char *member) {
  hwgen_net key = hwgen_literal(m, hwgen_net_type(m, value), member);
  hwgen_case(m, &key, 1);
}

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  static const char *const keys[] = {"idle", "load", "run", "done"};
  static const char *const modes[] = {"slow", "fast", "turbo"};
  static const int speeds[] = {1, 4, 9};
  hwgen_net clk = hwgen_port_net(m, "clk"), rst = hwgen_port_net(m, "rst"), command = hwgen_port_net(m, "command"),
            mode = hwgen_port_net(m, "mode"), none = {0}, fsm, last, step, both[2], values[4], first, second;
  hwgen_type command_type = hwgen_net_type(m, command), mode_type = hwgen_net_type(m, mode);
  hwgen_fsm_options fsm_options = {.size = sizeof fsm_options, .reset = rst};
  hwgen_register_options options = {.size = sizeof options, .clock = clk, .reset = rst};
  int i;
  (void)user, (void)out_token;
  fsm = hwgen_fsm(m, state_text, &fsm_options);
  hwgen_net_name(m, fsm, "state");
  options.reset_value = hwgen_literal(m, mode_type, "slow");
  last = hwgen_register(m, mode_type, &options);
  options.reset_value = hwgen_literal_int(m, hwgen_uint(m, 2), 0);
  step = hwgen_register(m, hwgen_uint(m, 2), &options);

  hwgen_fsm_switch(m, fsm);
  hwgen_fsm_case(m, fsm, "idle");
  hwgen_when(m, is(m, command, "start"));
  hwgen_fsm_next(m, fsm, "load");
  hwgen_drive(m, last, mode);
  hwgen_end(m);
  hwgen_end(m);
  hwgen_fsm_case(m, fsm, "load");
  hwgen_fsm_next(m, fsm, "run");
  hwgen_drive(m, step, hwgen_literal_int(m, hwgen_uint(m, 2), 0));
  hwgen_end(m);
  hwgen_fsm_case(m, fsm, "run");
  hwgen_drive(m, step, hwgen_add(m, step, hwgen_literal_int(m, hwgen_uint(m, 2), 1)));
  first = is(m, command, "stop");
  second = hwgen_eq(m, step, hwgen_literal_int(m, hwgen_uint(m, 2), 3));
  hwgen_when(m, hwgen_or(m, first, second));
  hwgen_fsm_next(m, fsm, "done");
  hwgen_end(m);
  hwgen_end(m);
  hwgen_fsm_case(m, fsm, "done");
  hwgen_fsm_next(m, fsm, "idle");
  hwgen_end(m);
  hwgen_end(m);

  hwgen_switch(m, last);
  for (i = 0; i < 3; i++) {
    in_case(m, last, modes[i]);
    hwgen_drive(m, hwgen_port_net(m, "speed"), hwgen_literal_int(m, hwgen_uint(m, 4), speeds[i]));
    hwgen_end(m);
  }
  hwgen_end(m);

  hwgen_drive(m, hwgen_port_net(m, "last"), last);
  hwgen_drive(m, hwgen_port_net(m, "step"), step);
  hwgen_drive(m, hwgen_port_net(m, "status_state"), fsm);
  both[0] = mode;
  both[1] = last;
  hwgen_drive(m, hwgen_port_net(m, "status_modes"),
              hwgen_cast(m, hwgen_concat(m, both, 2),
                         parsed(m, "Array(2, OneHot(Mode: slow, fast, turbo))")));
  first = hwgen_literal(m, command_type, "nop");
  second = hwgen_literal(m, command_type, "stop");
  first = hwgen_mux(m, is(m, fsm, "idle"), first, second);
  second = hwgen_cast(m, hwgen_port_net(m, "raw"), command_type);
  hwgen_drive(m, hwgen_port_net(m, "known"), hwgen_eq(m, second, first));
  for (i = 0; i < 4; i++)
    values[i] = hwgen_literal_int(m, hwgen_net_type(m, hwgen_port_net(m, "busy")), i == 1 || i == 2);
  hwgen_drive(m, hwgen_port_net(m, "busy"), hwgen_select(m, fsm, keys, values, 4, none));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator sequencer = generator(
      context, "Sequencer", "kind: type",
      "in clk: Clock; in rst: Reset; in command: Enum(Command, 4: nop = 0, start = 5, stop = 9);"
      "out status: {state: Gray(State: idle, load, run, done), modes: Array(2, OneHot(Mode: slow, fast, turbo))};"
      "in mode: kind; out last: kind; out speed: UInt(4); in raw: Bits(4); out known, busy: Bit; out step: UInt(2)",
      body, NULL);
  return write_case(context, sequencer, "OneHot(Mode: slow, fast, turbo)", count, arguments);
}
