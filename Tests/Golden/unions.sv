module Scaler (
  input logic clk,
  input logic rst,
  input logic [13:0] packet,
  output logic [13:0] out,
  output logic [25:0] status,
  output logic is_raw,
  output logic [20:0] product,
  output logic [4:0] rounded,
  output logic [2:0] clipped,
  output logic [12:0] total,
  output logic loud
);
  localparam [1:0] Packet_sample = 2'b0;
  localparam [1:0] Packet_raw = 2'd1;
  localparam [1:0] Packet_gain = 2'd2;
  localparam [1:0] Packet_sync = 2'd3;
  logic [7:0] gain;
  logic [11:0] level;
  logic [13:0] last;
  wire [8:0] zext_gain = {1'b0, gain};
  wire [20:0] prod_znv5ya = {$signed({{9{level[11]}}, level}) * $signed({{12{zext_gain[8]}}, zext_gain})};
  wire lt_level_3584 = $signed(level) < -12'sd512;
  wire eq_pwrk19 = last[13:12] == Packet_sync;
  wire [9:0] zext_awwx15 = {9'b0, prod_znv5ya[11] & ((|prod_znv5ya[10:0]) | prod_znv5ya[12])};
  wire [9:0] sum_wtmzj9 = {prod_znv5ya[20], prod_znv5ya[20:12]} + zext_awwx15;
  wire [4:0] mux_r1axrm = {$signed(sum_wtmzj9) > 10'sd15} ? 5'd15 : sum_wtmzj9[4:0];
  wire [3:0] sum_pdvw90 = level[11:8] + {3'b0, level[11] & (|level[7:0])};
  assign status = {level, lt_level_3584, level, eq_pwrk19};
  assign is_raw = packet[13:12] == Packet_raw;
  assign product = prod_znv5ya;
  assign rounded = {$signed(sum_wtmzj9) < -10'sd16} ? -5'd16 : mux_r1axrm;
  assign clipped = {$signed(sum_pdvw90) < $signed(4'b0)} ? 3'b0 : sum_pdvw90[2:0];
  assign total = {level[11], level} + {level[11], level};
  assign loud = $signed(level) > 12'sd512;
  always @* begin
    case (packet[13:12])
      Packet_sample: begin
        out = {Packet_sample, packet[11:0] - 12'd64};
      end
      Packet_gain: begin
        out = {Packet_gain, 4'b0, gain};
      end
      Packet_raw: begin
        out = {Packet_raw, packet[11:0] + 12'd1};
      end
      default: begin // Packet_sync
        out = last;
      end
    endcase
  end
  always_ff @(posedge clk) begin
    if (rst) begin
      gain <= 8'd48;
      level <= -12'd384;
      last <= 14'h1005;
    end else begin
      last <= packet;
      case (packet[13:12])
        Packet_sample: begin
          level <= packet[11:0];
        end
        Packet_gain: begin
          gain <= packet[7:0];
        end
        default: ;
      endcase
    end
  end
endmodule
