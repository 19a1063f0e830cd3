module Inference (
  input logic clk,
  input logic [23:0] x,
  input logic [23:0] y,
  input logic c,
  input logic [7:0] a,
  input logic [8:0] b,
  input logic [9:0] d,
  output logic [23:0] sum,
  output logic [23:0] more,
  output logic [7:0] parity,
  output logic [8:0] held
);
  Add_24_false add_24_false (
    .I0(x),
    .I1(y),
    .O(sum)
  );
  Add_24_true add_24_true (
    .I0(x),
    .I1(y),
    .O(more),
    .CE(c)
  );
  Parity_3_8 parity_3_8 (
    .I_0(a),
    .I_1(b),
    .I_2(d),
    .O(parity)
  );
  Hold_UInt_9_ hold_uint_9_ (
    .clk(clk),
    .p_valid(c),
    .p_data(b),
    .q(held)
  );
endmodule

module Add_24_false (
  input logic [23:0] I0,
  input logic [23:0] I1,
  output logic [23:0] O
);
  assign O = I0 + I1;
endmodule

module Add_24_true (
  input logic [23:0] I0,
  input logic [23:0] I1,
  output logic [23:0] O,
  input logic CE
);
  assign O = I0 + I1 + {23'b0, CE};
endmodule

module Parity_3_8 (
  input logic [7:0] I_0,
  input logic [8:0] I_1,
  input logic [9:0] I_2,
  output logic [7:0] O
);
  assign O = I_0 ^ I_1[7:0] ^ I_2[7:0];
endmodule

module Hold_UInt_9_ (
  input logic clk,
  input logic p_valid,
  input logic [8:0] p_data,
  output logic [8:0] q
);
  always_ff @(posedge clk) begin
    if (p_valid) begin
      q <= p_data;
    end
  end
endmodule
