module Values (
  input logic [7:0] a,
  input logic [7:0] b,
  input logic [7:0] x,
  input logic [7:0] y,
  input logic [2:0] i,
  input logic [1:0] s,
  input logic [15:0] m,
  input logic [2:0] h,
  output logic [7:0] quotient,
  output logic [7:0] remainder,
  output logic [7:0] tens,
  output logic [7:0] chosen,
  output logic [7:0] full,
  output logic bit_at,
  output logic [3:0] word,
  output logic [2:0] part,
  output logic [7:0] marked,
  output logic [7:0] masked,
  output logic [2:0] first,
  output logic found,
  output logic [3:0] ones,
  output logic [3:0] leading,
  output logic [3:0] trailing,
  output logic [8:0] total,
  output logic [8:0] difference,
  output logic [7:0] least,
  output logic [7:0] most,
  output logic [7:0] magnitude,
  output logic [7:0] turned,
  output logic [7:0] left,
  output logic [7:0] right,
  output logic [15:0] twice
);
  always_comb begin
    case (s)
      2'd0: chosen = a;
      2'd1: chosen = b;
      default: chosen = 8'd7;
    endcase
  end
  always_comb begin
    case (s)
      2'd0: full = a;
      2'd1: full = b;
      2'd2: full = a + b;
      default: full = a - b;
    endcase
  end
  wire [9:0] cat_0_a = {2'b0, a};
  wire h_0 = h[0];
  always_comb begin
    marked = (a & ~(8'd1 << i)) | ({7'b0, h_0} << i);
  end
  wire [7:0] and_khy3as = {8{h[0]}} & a;
  wire [7:0] or_cqpry1 = and_khy3as | ({8{h[1]}} & b);
  wire any_a_1_0 = |a[1:0];
  wire mux_ys5w58 = any_a_1_0 ? (~a[0] & a[1]) : ~a[2] & a[3];
  wire [1:0] cat_h281ea = {~any_a_1_0 & (|a[3:2]), mux_ys5w58};
  wire any_a_5_4 = |a[5:4];
  wire mux_34c806 = any_a_5_4 ? (~a[4] & a[5]) : ~a[6] & a[7];
  wire [1:0] cat_7yta6h = {~any_a_5_4 & (|a[7:6]), mux_34c806};
  wire any_a_3_0 = |a[3:0];
  wire [1:0] mux_17re4a = any_a_3_0 ? cat_h281ea : cat_7yta6h;
  wire [2:0] zext_hg2w0s = {1'b0, {1'b0, a[0]} + {1'b0, a[1]}};
  wire [2:0] zext_t2s0jz = {1'b0, {1'b0, a[4]} + {1'b0, a[5]}};
  wire [3:0] zext_96tjxg = {1'b0, zext_hg2w0s + {1'b0, {1'b0, a[2]} + {1'b0, a[3]}}};
  wire not_nx92k6 = ~(|a[7:6]);
  wire [1:0] cat_pn4964 = {not_nx92k6, not_nx92k6 ? ~a[5] : ~a[7]};
  wire not_y18y40 = ~(|a[3:2]);
  wire [1:0] cat_78r9jv = {not_y18y40, not_y18y40 ? ~a[1] : ~a[3]};
  wire not_kwfvfc = ~(|a[7:4]);
  wire [3:0] zext_npvj79 = {1'b0, {not_kwfvfc, not_kwfvfc ? cat_78r9jv : cat_pn4964}};
  wire not_aw9rsf = ~(|a[1:0]);
  wire [1:0] cat_ywgskq = {not_aw9rsf, not_aw9rsf ? ~a[2] : ~a[0]};
  wire not_cfs85q = ~(|a[5:4]);
  wire [1:0] cat_kzw8he = {not_cfs85q, not_cfs85q ? ~a[6] : ~a[4]};
  wire not_6xjx59 = ~(|a[3:0]);
  wire [3:0] zext_4jr3dp = {1'b0, {not_6xjx59, not_6xjx59 ? cat_kzw8he : cat_ywgskq}};
  assign quotient = b == 8'b0 ? 8'b0 : a / b;
  assign remainder = y == 8'b0 ? x : {$signed(x) % $signed(y)};
  assign tens = a / 8'd10;
  assign bit_at = a[i];
  assign word = m[{s, 2'b0} +: 4];
  assign part = cat_0_a[{1'b0, i} +: 3];
  assign masked = or_cqpry1 | ({8{h[2]}} & ~a);
  assign first = {~any_a_3_0 & (|a[7:4]), mux_17re4a};
  assign found = |a;
  assign ones = zext_96tjxg + {1'b0, zext_t2s0jz + {1'b0, {1'b0, a[6]} + {1'b0, a[7]}}};
  assign leading = ~(|a) ? 4'd8 : zext_npvj79;
  assign trailing = ~(|a) ? 4'd8 : zext_4jr3dp;
  assign total = {1'b0, a} + {1'b0, b};
  assign difference = {1'b0, a} - {1'b0, b};
  assign least = (a < b) ? a : b;
  assign most = {$signed(x) < $signed(y)} ? y : x;
  assign magnitude = x[7] ? (-x) : x;
  assign turned = {a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]};
  assign left = (a << i) | (a >> (4'd8 - {1'b0, i}));
  assign right = {a[2:0], a[7:3]};
  assign twice = {2{a}};
endmodule
