module Sequencer_Mode (
  input logic clk,
  input logic rst,
  input logic [3:0] command,
  output logic [1:0] status_state,
  output logic [5:0] status_modes,
  input logic [2:0] mode,
  output logic [2:0] last,
  output logic [3:0] speed,
  input logic [3:0] raw,
  output logic known,
  output logic busy,
  output logic [1:0] step
);
  localparam [1:0] State_idle = 2'b0;
  localparam [1:0] State_load = 2'd1;
  localparam [1:0] State_run = 2'd3;
  localparam [1:0] State_done = 2'd2;
  localparam [2:0] Mode_slow = 3'd1;
  localparam [2:0] Mode_fast = 3'd2;
  localparam [3:0] Command_nop = 4'b0;
  localparam [3:0] Command_start = 4'd5;
  localparam [3:0] Command_stop = 4'd9;
  logic [1:0] state;
  always_comb begin
    case (state)
      State_idle: busy = 1'b0;
      State_load: busy = 1'b1;
      State_run: busy = 1'b1;
      default: busy = 1'b0;
    endcase
  end
  assign status_state = state;
  assign status_modes = {mode, last};
  assign known = raw == ((state == State_idle) ? Command_nop : Command_stop);
  always_comb begin
    case (last)
      Mode_slow: begin
        speed = 4'd1;
      end
      Mode_fast: begin
        speed = 4'd4;
      end
      default: begin // Mode_turbo
        speed = 4'd9;
      end
    endcase
  end
  always_ff @(posedge clk) begin
    if (rst) begin
      state <= State_idle;
      last <= Mode_slow;
      step <= 2'b0;
    end else begin
      case (state)
        State_idle: begin
          if (command == Command_start) begin
            state <= State_load;
            last <= mode;
          end
        end
        State_load: begin
          state <= State_run;
          step <= 2'b0;
        end
        State_run: begin
          step <= step + 2'd1;
          if ((command == Command_stop) | (step == 2'd3)) begin
            state <= State_done;
          end
        end
        State_done: begin
          state <= State_idle;
        end
        default: ;
      endcase
    end
  end
endmodule
