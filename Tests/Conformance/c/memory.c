/* Memories: asynchronous and synchronous reads, old and new, masked and plain writes, two clocks, contents. */
#include "case.h"

#include <string.h>

static hwgen_net port(hwgen_module *m, const char *name) { return hwgen_port_net(m, name); }

static hwgen_net read_sync(hwgen_module *m, hwgen_net memory, const char *address, hwgen_net clock,
                           const char *enable, int32_t on_write) {
  hwgen_memory_read_options options = {.size = sizeof options, .clock = clock, .on_write = on_write};
  if (enable) options.enable = port(m, enable);
  return hwgen_memory_read_sync(m, memory, port(m, address), &options);
}

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_memory_write_options masked = {.size = sizeof masked}, plain = {.size = sizeof plain};
  hwgen_memory_options squares_options = {.size = sizeof squares_options, .contents = "0, 1, 4, 9, 16, 25, 36, 49"};
  hwgen_memory_options samples_options = {.size = sizeof samples_options, .file = user};
  hwgen_net clk = port(m, "clk"), other = hwgen_derived_clock(m, port(m, "other"), clk);
  hwgen_net ram, squares, samples;
  (void)out_token;
  ram = hwgen_memory(m, hwgen_uint(m, 8), 10, NULL);
  hwgen_net_name(m, ram, "ram");
  masked.clock = plain.clock = port(m, "clk");
  masked.enable = port(m, "we");
  masked.mask = port(m, "mask");
  hwgen_memory_write(m, ram, port(m, "wa"), port(m, "d"), &masked);
  plain.enable = port(m, "clear");
  hwgen_memory_write(m, ram, hwgen_literal_int(m, hwgen_uint(m, 3), 5), hwgen_literal_int(m, hwgen_uint(m, 8), 0),
                     &plain);
  hwgen_drive(m, port(m, "old_word"), read_sync(m, ram, "ra", clk, "re", HWGEN_ON_WRITE_OLD));
  hwgen_drive(m, port(m, "new_word"), read_sync(m, ram, "ra", clk, "re", HWGEN_ON_WRITE_NEW));
  hwgen_drive(m, port(m, "elsewhere"), read_sync(m, ram, "wa", other, NULL, HWGEN_ON_WRITE_OLD));
  hwgen_drive(m, port(m, "now"), hwgen_memory_read(m, ram, port(m, "ra")));

  squares = hwgen_memory(m, hwgen_uint(m, 8), 8, &squares_options);
  hwgen_net_name(m, squares, "squares");
  hwgen_drive(m, port(m, "square"), hwgen_memory_read(m, squares, port(m, "n")));
  samples = hwgen_memory(m, hwgen_sint(m, 16), 8, &samples_options);
  hwgen_net_name(m, samples, "samples");
  hwgen_drive(m, port(m, "sample"), read_sync(m, samples, "n", other, NULL, HWGEN_ON_WRITE_OLD));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  static char file[4096] = __FILE__;
  hwgen_generator memories;
  strcpy(strstr(file, "/c/memory.c"), "/data/samples.hex");
  memories = generator(context, "Memories", NULL,
                       "in clk, other: Clock; in we, re, clear: Bit; in mask: Bits(4); in wa: UInt(4); in ra: UInt(6);"
                       "in d: UInt(8); in n: UInt(4); out old_word, new_word, elsewhere, now: UInt(8);"
                       "out square: UInt(8); out sample: SInt(16)",
                       body, file);
  return write_case(context, memories, "", count, arguments);
}
