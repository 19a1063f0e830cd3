module Memories (
  input logic clk,
  input logic other,
  input logic we,
  input logic re,
  input logic clear,
  input logic [3:0] mask,
  input logic [3:0] wa,
  input logic [5:0] ra,
  input logic [7:0] d,
  input logic [3:0] n,
  output logic [7:0] old_word,
  output logic [7:0] new_word,
  output logic [7:0] elsewhere,
  output logic [7:0] now,
  output logic [7:0] square,
  output logic [15:0] sample
);
  logic [7:0] ram [0:9];
  logic [7:0] squares [0:7];
  logic [15:0] samples [0:7];
  initial begin
    squares[0] = 8'b0;
    squares[1] = 8'd1;
    squares[2] = 8'd4;
    squares[3] = 8'd9;
    squares[4] = 8'd16;
    squares[5] = 8'd25;
    squares[6] = 8'd36;
    squares[7] = 8'd49;
    samples[0] = 16'b0;
    samples[1] = 16'd23170;
    samples[2] = 16'd32767;
    samples[3] = 16'd23170;
    samples[4] = 16'b0;
    samples[5] = -16'd23170;
    samples[6] = -16'd32767;
    samples[7] = -16'd23170;
  end
  wire [7:0] word_ram_ra_3_0 = ram[ra[3:0]];
  wire and_kyang3 = we & (ra == {2'b0, wa});
  wire [1:0] mux_3g2gcg = (and_kyang3 & mask[3]) ? d[7:6] : word_ram_ra_3_0[7:6];
  wire [1:0] mux_s1amad = (and_kyang3 & mask[2]) ? d[5:4] : word_ram_ra_3_0[5:4];
  wire [1:0] mux_yxs9v6 = (and_kyang3 & mask[1]) ? d[3:2] : word_ram_ra_3_0[3:2];
  wire [1:0] mux_t45pv6 = (and_kyang3 & mask[0]) ? d[1:0] : word_ram_ra_3_0[1:0];
  wire [7:0] cat_p587ns = {mux_3g2gcg, mux_s1amad, mux_yxs9v6, mux_t45pv6};
  wire [7:0] mux_ey92yz = (clear & (ra == 6'd5)) ? 8'b0 : cat_p587ns;
  assign now = (ra < 6'd10) ? ram[ra[3:0]] : 8'b0;
  assign square = (n < 4'd8) ? squares[n[2:0]] : 8'b0;
  always_ff @(posedge clk) begin
    if (we & (wa < 4'd10)) begin
      if (mask[0]) begin
        ram[wa][1:0] <= d[1:0];
      end
      if (mask[1]) begin
        ram[wa][3:2] <= d[3:2];
      end
      if (mask[2]) begin
        ram[wa][5:4] <= d[5:4];
      end
      if (mask[3]) begin
        ram[wa][7:6] <= d[7:6];
      end
    end
    if (clear) begin
      ram[4'd5] <= 8'b0;
    end
  end
  always_ff @(posedge clk) begin
    if (re) begin
      old_word <= (ra < 6'd10) ? ram[ra[3:0]] : 8'b0;
      new_word <= (ra < 6'd10) ? mux_ey92yz : 8'b0;
    end
  end
  always_ff @(posedge other) begin
    elsewhere <= (wa < 4'd10) ? ram[wa] : 8'b0;
    sample <= (n < 4'd8) ? samples[n[2:0]] : 16'b0;
  end
endmodule
