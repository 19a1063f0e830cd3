/* Policies for warnings and notes. */
#include "check.h"

static void policies_that_are_refused(void) {
  hwgen_context *context = hwgen_context_create();
  CHECK_FAILS(hwgen_context_set_policy(context, 2001, HWGEN_POLICY_SILENCE, NULL, 0, &error), 9006);
  CHECK_FAILS(hwgen_context_set_policy(context, 9999, HWGEN_POLICY_SILENCE, NULL, 0, &error), 9004);
  CHECK_FAILS(hwgen_context_set_policy(context, 2022, 4, NULL, 0, &error), 9004);
  CHECK_FAILS(hwgen_context_set_policy(context, 2022, HWGEN_POLICY_ERROR, "\xc0", 0, &error), 9005);
  CHECK_OK(hwgen_context_set_policy(context, 2022, HWGEN_POLICY_ERROR, NULL, 0, &error));
  CHECK_OK(hwgen_context_set_policy(context, 2022, HWGEN_POLICY_SILENCE, "a.c", 0, &error));
  CHECK_OK(hwgen_context_set_policy(context, 2023, HWGEN_POLICY_WARN, "a.c", 12, &error));
  CHECK_OK(hwgen_context_set_policy(context, 2023, HWGEN_POLICY_STANDARD, "a.c", 12, &error));
  hwgen_context_destroy(context);
}

static void no_warnings(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_error *warnings = hwgen_context_take_warnings(context), *again = hwgen_context_take_warnings(context);
  CHECK_INT(hwgen_error_count(warnings), 0);
  CHECK_TEXT(hwgen_error_text(warnings), "");
  hwgen_context_destroy(context);
  CHECK_INT(hwgen_error_count(again), 0);
  hwgen_error_destroy(again);
  hwgen_error_destroy(warnings);
}

TESTS({"policies that are refused", policies_that_are_refused}, {"no warnings", no_warnings})
