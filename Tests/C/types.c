/* Types: enumerations, layouts, values as bits and back, unions, conversions; and what is refused. */
#include "check.h"

#define PACKET "Union(Packet: data(UInt(8)), flag(Bit), idle)"

static hwgen_type parsed(hwgen_context *context, const char *text) {
  hwgen_type type = {0};
  CHECK_OK(hwgen_type_parse(context, text, &type, &error));
  return type;
}

static void enumerations(void) {
  static const struct { const char *text; int code; } bad[] = {
      {"Enum(S: )", 1030}, {"Enum(S: a, a)", 1031}, {"Enum(S: a = 1, b = 1)", 1032}, {"Enum(S, 1: a, b, c)", 1033},
      {"OneHot(S: a = 1)", 1033}, {"Enum(S: a", 1026}, {"Union(a(Clock))", 1023}, {"UFix(0, 0)", 1019}};
  hwgen_context *context = hwgen_context_create();
  hwgen_type type = {0};
  size_t k;
  CHECK_INT(hwgen_type_width(context, parsed(context, "OneHot(S: a, b, c)")), 3);
  CHECK_INT(parsed(context, "Enum(S: a, b)").bits, parsed(context, "Enum(S: a = 0, b = 1)").bits);
  for (k = 0; k < sizeof bad / sizeof *bad; k++)
    CHECK_FAILS(hwgen_type_parse(context, bad[k].text, &type, &error), bad[k].code);
  hwgen_context_destroy(context);
}

static void layout(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_type type = parsed(context, "{p: " PACKET ", n: Array(2, SFix(1, 2))}"), stale = {type.bits + 1000};
  CHECK_WRITES(hwgen_type_layout(context, type, gather, &text, &error),
             "\t15\t0\t{p: " PACKET ", n: Array(2, SFix(1, 2))}\np\t15\t6\t" PACKET
             "\np.$tag\t15\t14\tEnum(Packet: data, flag, idle)\np.data\t13\t6\tUInt(8)\np.flag\t6\t6\tBit\n"
             "n\t5\t0\tArray(2, SFix(1, 2))\nn[0]\t2\t0\tSFix(1, 2)\nn[1]\t5\t3\tSFix(1, 2)\n");
  CHECK_FAILS(hwgen_type_layout(context, stale, ignore, NULL, &error), 9002);
  CHECK_FAILS(hwgen_type_layout(context, type, NULL, NULL, &error), 9001);
  hwgen_context_destroy(context);
}

static void packed(hwgen_context *context, hwgen_type type, const char *value, const char *bits) {
  CHECK_WRITES(hwgen_type_pack(context, type, value, gather, &text, &error), bits);
}

static void unpacked(hwgen_context *context, hwgen_type type, const char *bits, const char *value) {
  CHECK_WRITES(hwgen_type_unpack(context, type, bits, gather, &text, &error), value);
}

static void values(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_type point = parsed(context, "{x: SInt(4), s: Enum(S: a, b), g: UFix(1, 3)}"), packet = parsed(context, PACKET);
  packed(context, point, "{g: 0.625, x: -1, s: b}", "0x1f5");
  unpacked(context, point, "0x1f5", "{x: -1, s: b, g: 0.625}");
  unpacked(context, point, "0", "{x: 0, s: a, g: 0}");
  packed(context, packet, "flag(1)", "0x101");
  unpacked(context, packet, "512", "idle");
  unpacked(context, packet, "0x300", "768");
  unpacked(context, packet, "0x102", "258");
  unpacked(context, parsed(context, "SFix(60, 10)"), "0x3fffffffffffffffff", "-0x1p-10");
  CHECK_FAILS(hwgen_type_pack(context, point, "{x: 1, s: a}", ignore, NULL, &error), 1036);
  CHECK_FAILS(hwgen_type_pack(context, point, "{x: 1, s: c, g: 0}", ignore, NULL, &error), 1034);
  CHECK_FAILS(hwgen_type_pack(context, point, "{x: 8, s: a, g: 0}", ignore, NULL, &error), 2011);
  CHECK_FAILS(hwgen_type_pack(context, point, "{x: 1, s: a, g: 0.1}", ignore, NULL, &error), 2011);
  CHECK_FAILS(hwgen_type_pack(context, point, "{x 1}", ignore, NULL, &error), 1035);
  CHECK_FAILS(hwgen_type_pack(context, point, NULL, ignore, NULL, &error), 9001);
  CHECK_FAILS(hwgen_type_unpack(context, point, "512", ignore, NULL, &error), 2011);
  CHECK_FAILS(hwgen_type_unpack(context, point, "x", ignore, NULL, &error), 1035);
  CHECK_FAILS(hwgen_type_unpack(context, point, "1", NULL, NULL, &error), 9001);
  hwgen_context_destroy(context);
}

static void bodies(void) {
  static const char *const fields[] = {"y", "x"};
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in p: " PACKET "; in a: SFix(4, 4); out o: UInt(8); out q: " PACKET
                                    "; out r: UInt(4); out s: UInt(8); out t: Bit");
  hwgen_net p = hwgen_port_net(m, "p"), data, both[2], point, none = {0};
  hwgen_circuit circuit;
  hwgen_match(m, p);
  data = hwgen_match_case(m, "data");
  CHECK_INT(hwgen_net_type(m, data).bits, hwgen_uint(m, 8).bits);
  hwgen_drive(m, hwgen_port_net(m, "o"), data);
  hwgen_end(m);
  CHECK_INT(hwgen_match_case(m, "flag idle").bits, 0);
  hwgen_drive(m, hwgen_port_net(m, "o"), hwgen_literal_int(m, hwgen_uint(m, 8), 3));
  hwgen_end(m);
  hwgen_end(m);
  both[0] = hwgen_is_variant(m, p, "idle");
  both[1] = data;
  hwgen_drive(m, hwgen_port_net(m, "q"), hwgen_variant(m, hwgen_net_type(m, p), "idle", none));
  hwgen_drive(m, hwgen_port_net(m, "r"),
              hwgen_convert(m, hwgen_port_net(m, "a"), hwgen_net_type(m, hwgen_port_net(m, "r")),
                            HWGEN_ROUND_HALF_EVEN, HWGEN_OVERFLOW_SATURATE));
  point = hwgen_record(m, parsed(context, "{x: UInt(8), y: Bit}"), fields, both, 2);
  hwgen_drive(m, hwgen_port_net(m, "s"), hwgen_field(m, point, "x"));
  hwgen_drive(m, hwgen_port_net(m, "t"), hwgen_field(m, point, "y"));
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

static void refused(void) {
  static const int codes[] = {1034, 2024, 2024, 1034, 2004, 2051, 2080, 2080, 9004, 9004, 2024, 1036, 2024, 2004, 1034, 2011};
  static const char *const one[] = {"x"}, *const other[] = {"z"};
  hwgen_context *context = hwgen_context_create();
  int k;
  for (k = 0; k < (int)(sizeof codes / sizeof *codes); k++) {
    hwgen_module *m = module(context, "in p: " PACKET "; in a: SFix(4, 4); in b: UInt(8)");
    hwgen_net p = hwgen_port_net(m, "p"), a = hwgen_port_net(m, "a"), b = hwgen_port_net(m, "b"), none = {0};
    hwgen_type packet = hwgen_net_type(m, p), byte = hwgen_uint(m, 8);
    hwgen_type point = parsed(context, "{x: UInt(8), y: Bit}"), state = parsed(context, "Enum(S: a, b)");
    hwgen_circuit circuit;
    switch (k) {
      case 0: hwgen_variant(m, packet, "none", none); break;
      case 1: hwgen_variant(m, packet, "data", none); break;
      case 2: hwgen_variant(m, packet, "idle", b); break;
      case 3: hwgen_is_variant(m, p, "none"); break;
      case 4: hwgen_match(m, b); hwgen_end(m); break;
      case 5: hwgen_match_case(m, "data"); hwgen_end(m); break;
      case 6: hwgen_convert(m, a, byte, HWGEN_ROUND_EXACT, HWGEN_OVERFLOW_WRAP); break;
      case 7: hwgen_convert(m, a, byte, HWGEN_ROUND_FLOOR, HWGEN_OVERFLOW_EXACT); break;
      case 8: hwgen_convert(m, a, byte, 10, HWGEN_OVERFLOW_WRAP); break;
      case 9: hwgen_convert(m, a, byte, HWGEN_ROUND_FLOOR, -1); break;
      case 10: hwgen_convert(m, p, byte, HWGEN_ROUND_FLOOR, HWGEN_OVERFLOW_WRAP); break;
      case 11: hwgen_record(m, point, one, &b, 1); break;
      case 12: hwgen_record(m, point, other, &b, 1); break;
      case 13: hwgen_record(m, byte, one, &b, 1); break;
      case 14: hwgen_literal(m, state, "c"); break;
      default: hwgen_literal_int(m, state, 7); break;
    }
    CHECK_FAILS(hwgen_module_finish(m, &circuit, &error), codes[k]);
  }
  hwgen_context_destroy(context);
}

static void batch(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in p: " PACKET "; in a: SFix(4, 4); in b: UInt(8); out o: UInt(8)");
  uint32_t packet = (uint32_t)hwgen_net_type(m, hwgen_port_net(m, "p")).bits, byte = (uint32_t)hwgen_uint(m, 8).bits;
  uint32_t point = (uint32_t)parsed(context, "{x: UInt(8)}").bits, data = hwgen_name(context, "data");
  uint32_t others = hwgen_name(context, "flag idle"), x = hwgen_name(context, "x");
  const uint32_t words[] = {HWGEN_OP_VARIANT, 0, packet, data, 2, HWGEN_OP_IS_VARIANT, 0, 0, data,
                            HWGEN_OP_CONVERT, 0, 1, byte, HWGEN_ROUND_FLOOR, HWGEN_OVERFLOW_WRAP,
                            HWGEN_OP_RECORD, 0, point, 1, x, 2, HWGEN_OP_MATCH, 0, 0,
                            HWGEN_OP_MATCH_CASE, 0, data, HWGEN_OP_DRIVE, 0, 3, 2, HWGEN_OP_END, 0,
                            HWGEN_OP_MATCH_CASE, 0, others, HWGEN_OP_DRIVE, 0, 3, 2, HWGEN_OP_END, 0, HWGEN_OP_END, 0};
  const uint32_t bad[] = {HWGEN_OP_CONVERT, 0, 1, byte, 99, HWGEN_OVERFLOW_WRAP};
  size_t done = 0;
  hwgen_circuit circuit;
  CHECK_OK(hwgen_module_append(m, words, sizeof words / sizeof *words, &done, &error));
  CHECK_INT(done, 12);
  CHECK_FAILS(hwgen_module_append(m, bad, sizeof bad / sizeof *bad, &done, &error), 9004);
  CHECK_FAILS(hwgen_module_append(m, words, 3, &done, &error), 9008);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  hwgen_context_destroy(context);
}

TESTS({"enumerations", enumerations}, {"layout", layout}, {"values", values}, {"bodies", bodies}, {"refused", refused},
      {"batch", batch})
