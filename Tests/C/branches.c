/* Branches and state machines that are not complete. */
#include "check.h"

static hwgen_module *opened(hwgen_context *context) {
  return module(context, "in clk: Clock; in c: Bit; out y: Bit");
}

static void a_path_without_a_drive(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = opened(context);
  hwgen_net c = hwgen_port_net(m, "c");
  hwgen_when(m, c);
  hwgen_drive(m, hwgen_port_net(m, "y"), c);
  hwgen_end(m);
  CHECK_REFUSED(m, 2050);
  hwgen_context_destroy(context);
}

/* What a state machine of two states gives that has a case for the states of `cases`. */
static void machine(const char *entry, const char *next, const char *cases, int code) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = opened(context);
  hwgen_fsm_options options = {.size = sizeof options, .entry = entry};
  hwgen_net machine = hwgen_fsm(m, "idle run", &options), y = hwgen_port_net(m, "y"), c = hwgen_port_net(m, "c");
  hwgen_circuit circuit;
  hwgen_drive(m, y, c);
  hwgen_fsm_switch(m, machine);
  hwgen_fsm_case(m, machine, cases);
  hwgen_fsm_next(m, machine, next);
  hwgen_end(m);
  hwgen_end(m);
  if (code) CHECK_REFUSED(m, code);
  else CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  hwgen_context_destroy(context);
}

static void machines(void) {
  machine("run", "idle", "idle run", 0);
  machine("walk", "idle", "idle run", 2053);
  machine("run", "walk", "idle run", 2053);
  machine("run", "idle", "idle walk", 2053);
  machine("run", "idle", "run", 2054);
}

TESTS({"a path without a drive", a_path_without_a_drive}, {"machines", machines})
