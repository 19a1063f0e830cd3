module Ports_2_true (
  input logic [3:0] lane_0,
  input logic [4:0] lane_1,
  input logic [7:0] p_a,
  input logic p_b_c,
  input logic [2:0] p_b_d,
  input logic [15:0] v,
  input logic en,
  output logic [7:0] q_s,
  output logic q_t,
  output logic [7:0] w,
  output logic [7:0] z
);
  assign q_s = ~p_a;
  assign q_t = p_b_c ^ (^p_b_d);
  assign w[3:0] = v[15:12];
  assign w[7:4] = v[3:0] + v[7:4] + v[11:8];
  assign z = en ? ({4'b0, lane_0} + {3'b0, lane_1}) : p_a;
endmodule
