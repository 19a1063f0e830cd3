module Add_16_true (
  input wire [15:0] I0,
  input wire [15:0] I1,
  output wire [15:0] O,
  input wire CE
);
  assign O = I0 + I1 + {15'b0, CE};
endmodule
