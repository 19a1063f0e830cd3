module Add_16_true (
  input logic [15:0] I0,
  input logic [15:0] I1,
  output logic [15:0] O,
  input logic CE
);
  assign O = I0 + I1 + {15'b0, CE};
endmodule
