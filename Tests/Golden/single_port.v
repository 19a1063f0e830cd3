module Scratch (
  input wire clk,
  input wire en,
  input wire we,
  input wire [1:0] mask,
  input wire [2:0] a,
  input wire [7:0] d,
  input wire [1:0] n,
  output reg [7:0] old_word,
  output reg [7:0] new_word,
  output wire [3:0] gain,
  output wire [2:0] mode,
  output wire [3:0] preset_gain,
  output wire [2:0] preset_mode
);
  reg [7:0] narrow [0:5];
  reg [7:0] whole [0:7];
  reg [3:0] gains [0:3];
  reg [2:0] modes [0:3];
  reg [6:0] presets [0:3];
  reg [6:0] preset;
  integer i;
  initial begin
    for (i = 0; i < 8; i = i + 1) begin
      whole[i] = 8'b0;
    end
    whole[0] = 8'd7;
    whole[1] = 8'd255;
    gains[0] = 4'd4;
    gains[1] = -4'd8;
    gains[2] = 4'd1;
    gains[3] = -4'd3;
    modes[0] = 3'd2;
    modes[1] = 3'd1;
    modes[2] = 3'd4;
    modes[3] = 3'd2;
    presets[0] = 7'h21;
    presets[1] = 7'h74;
    presets[2] = 7'b0;
    presets[3] = 7'b0;
  end
  assign gain = gains[n];
  assign mode = modes[n];
  assign preset_gain = preset[6:3];
  assign preset_mode = preset[2:0];
  always @(posedge clk) begin
    if (en & we & (a < 3'd6)) begin
      if (mask[0]) begin
        narrow[a][3:0] <= d[3:0];
      end
      if (mask[1]) begin
        narrow[a][7:4] <= d[7:4];
      end
    end
  end
  always @(posedge clk) begin
    if (we) begin
      whole[a] <= d;
    end
  end
  always @(posedge clk) begin
    if (en) begin
      old_word <= (a < 3'd6) ? narrow[a] : 8'b0;
    end
  end
  always @(posedge clk) begin
    new_word <= we ? d : whole[a];
    preset <= presets[n];
  end
endmodule
