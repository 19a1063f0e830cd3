// The rules of AXI4-Lite that a bank of registers keeps whatever its master does, for proofs: see test_axi.py.
module rules (
  input wire clk, input wire rst,
  input wire awvalid, input wire [7:0] awaddr, input wire wvalid, input wire [31:0] wdata, input wire [3:0] wstrb,
  input wire bready, input wire arvalid, input wire [7:0] araddr, input wire rready,
  input wire [31:0] status, input wire [8:0] set
);
  wire awready, wready, bvalid, arready, rvalid;
  wire [1:0] bresp, rresp;
  wire [31:0] rdata;
  AXI4LiteRegisters bank (
    .clk(clk), .rst(rst), .s_axi_awvalid(awvalid), .s_axi_awaddr(awaddr), .s_axi_awready(awready),
    .s_axi_wvalid(wvalid), .s_axi_wdata(wdata), .s_axi_wstrb(wstrb), .s_axi_wready(wready),
    .s_axi_bvalid(bvalid), .s_axi_bresp(bresp), .s_axi_bready(bready),
    .s_axi_arvalid(arvalid), .s_axi_araddr(araddr), .s_axi_arready(arready),
    .s_axi_rvalid(rvalid), .s_axi_rdata(rdata), .s_axi_rresp(rresp), .s_axi_rready(rready),
    .regs_status(status), .regs_events_set(set)
  );
  // What has been taken and not been answered.
  reg [2:0] aw = 0, w = 0, ar = 0;
  reg was_reset = 0, b_waits = 0, r_waits = 0;
  reg [1:0] b_before, r_before;
  reg [31:0] d_before;
  reg began = 0;
  always @(posedge clk) begin
    began <= 1;
    aw <= rst ? 3'd0 : aw + {2'b0, awvalid & awready} - {2'b0, bvalid & bready};
    w <= rst ? 3'd0 : w + {2'b0, wvalid & wready} - {2'b0, bvalid & bready};
    ar <= rst ? 3'd0 : ar + {2'b0, arvalid & arready} - {2'b0, rvalid & rready};
    b_waits <= !rst & bvalid & !bready;
    r_waits <= !rst & rvalid & !rready;
    b_before <= bresp; r_before <= rresp; d_before <= rdata;
  end
  always @* begin
    if (!began) assume (rst);
    if (began) begin
      if (b_waits) assert (bvalid && bresp == b_before);
      if (r_waits) assert (rvalid && rresp == r_before && rdata == d_before);
      assert (awready | wready | bvalid);
      // One waits at most on each channel, and one answer.
      assert (aw == {2'b0, !awready} + {2'b0, bvalid});
      assert (w == {2'b0, !wready} + {2'b0, bvalid});
      assert (ar == {2'b0, !arready} + {2'b0, rvalid});
      assert (bresp != 1 && rresp != 1);
      if (rresp != 0) assert (rdata == 0);
    end
  end
endmodule
