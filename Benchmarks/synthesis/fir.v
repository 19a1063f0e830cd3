// A low-pass of fifteen taps in the transposed form, as one writes it by hand.
module fir (
  input wire clk, rst,
  input wire signed [11:0] sample_data,
  input wire sample_valid,
  output wire sample_ready,
  output wire signed [24:0] result_data,
  output reg result_valid,
  input wire result_ready
);
  localparam TAPS = 15;
  reg signed [24:0] sum [0:TAPS - 1];
  integer i;

  function signed [8:0] coefficient (input integer tap);
    case (tap)
      0, 14: coefficient = -3;
      1, 13: coefficient = -9;
      2, 12: coefficient = -11;
      3, 11: coefficient = 5;
      4, 10: coefficient = 47;
      5, 9: coefficient = 106;
      6, 8: coefficient = 159;
      default: coefficient = 180;
    endcase
  endfunction

  assign sample_ready = !result_valid || result_ready;
  assign result_data = sum[0];

  always @(posedge clk)
    if (rst) begin
      result_valid <= 0;
      for (i = 0; i < TAPS; i = i + 1) sum[i] <= 0;
    end else if (sample_ready) begin
      result_valid <= sample_valid;
      if (sample_valid) begin
        for (i = 0; i < TAPS - 1; i = i + 1) sum[i] <= sum[i + 1] + coefficient(i) * sample_data;
        sum[TAPS - 1] <= coefficient(TAPS - 1) * sample_data;
      end
    end
endmodule
