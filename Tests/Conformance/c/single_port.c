/* Memories with one port that reads and writes, and contents of all types. */
#include "case.h"

#define GAIN "SFix(2, 2)"
#define MODE "OneHot(Mode: slow, fast, turbo)"

static hwgen_net port(hwgen_module *m, const char *name) { return hwgen_port_net(m, name); }

static hwgen_net memory(hwgen_module *m, const char *name, hwgen_type type, uint64_t depth, const char *contents) {
  hwgen_memory_options options = {.size = sizeof options, .contents = contents};
  hwgen_net made = hwgen_memory(m, type, depth, &options);
  hwgen_net_name(m, made, name);
  return made;
}

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_memory_read_write_options masked = {.size = sizeof masked}, plain = {.size = sizeof plain};
  hwgen_net a = port(m, "a"), d = port(m, "d"), we = port(m, "we"), n = port(m, "n"), made, preset;
  (void)user, (void)out_token;
  made = memory(m, "narrow", hwgen_uint(m, 8), 6, NULL);
  masked.enable = port(m, "en");
  masked.mask = port(m, "mask");
  hwgen_drive(m, port(m, "old_word"), hwgen_memory_read_write(m, made, a, d, we, &masked));
  made = memory(m, "whole", hwgen_uint(m, 8), 8, "7, 0xff");
  plain.on_write = HWGEN_ON_WRITE_NEW;
  hwgen_drive(m, port(m, "new_word"), hwgen_memory_read_write(m, made, a, d, we, &plain));

  made = memory(m, "gains", hwgen_net_type(m, port(m, "gain")), 4, "1, -2, 0.25, -0.75");
  hwgen_drive(m, port(m, "gain"), hwgen_memory_read(m, made, n));
  made = memory(m, "modes", hwgen_net_type(m, port(m, "mode")), 4, "fast, slow, turbo, fast");
  hwgen_drive(m, port(m, "mode"), hwgen_memory_read(m, made, n));
  made = memory(m, "presets", hwgen_module_type(m, "{gain: " GAIN ", mode: " MODE "}"), 4,
                "{gain: 1, mode: slow}, {mode: turbo, gain: -0.5}");
  preset = hwgen_memory_read_sync(m, made, n, NULL);
  hwgen_net_name(m, preset, "preset");
  hwgen_drive(m, port(m, "preset_gain"), hwgen_field(m, preset, "gain"));
  hwgen_drive(m, port(m, "preset_mode"), hwgen_field(m, preset, "mode"));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator scratch = generator(context, "Scratch", NULL,
                                      "in clk: Clock; in en, we: Bit; in mask: Bits(2); in a: UInt(3); in d: UInt(8);"
                                      "in n: UInt(2); out old_word, new_word: UInt(8); out gain: " GAIN ";"
                                      "out mode: " MODE "; out preset_gain: " GAIN "; out preset_mode: " MODE,
                                      body, NULL);
  return write_case(context, scratch, "", count, arguments);
}
