"""The ladder in Kratos."""

from kratos import Generator, always_ff, const, posedge, verilog
from ladder import main, ops


class AddTree(Generator):
    def __init__(self, k):
        super().__init__(f"AddTree_{k}")
        x, y = self.input("x", 16 << k), self.output("y", 16 + k)
        if k == 0:
            self.wire(y, x)
            return
        half = 8 << k
        lo, hi = AddTree(k - 1), AddTree(k - 1)
        self.add_child("lo", lo)
        self.add_child("hi", hi)
        self.wire(lo.ports.x, x[half - 1, 0])
        self.wire(hi.ports.x, x[2 * half - 1, half])
        # Through variables: a cast of a child's port prints the port's bare name.
        p, q = self.var("p", 15 + k), self.var("q", 15 + k)
        self.wire(p, lo.ports.y)
        self.wire(q, hi.ports.y)
        self.wire(y, p.extend(16 + k) + q.extend(16 + k))


class AddConstant(Generator):
    def __init__(self, k):
        super().__init__(f"AddConstant_{k}")
        x, y = self.input("x", 32), self.output("y", 32)
        self.wire(y, x + const(k, 32))


class Distinct(Generator):
    def __init__(self, n):
        super().__init__("Distinct")
        value, y = self.input("x", 32), self.output("y", 32)
        for k in range(1, n + 1):
            adder = AddConstant(k)
            self.add_child(f"add{k}", adder)
            self.wire(adder.ports.x, value)
            value = adder.ports.y
        self.wire(y, value)


class Element(Generator):
    def __init__(self):
        super().__init__("Element")
        self.clk = self.clock("clk")
        self.a, self.b, self.s = self.input("a", 8), self.input("b", 8), self.input("s", 32)
        self.a_out, self.b_out, self.s_out = self.output("a_out", 8), self.output("b_out", 8), self.output("s_out", 32)
        self.total = self.var("total", 32)
        self.add_code(self.tick)

    @always_ff((posedge, "clk"))
    def tick(self):
        self.a_out = self.a
        self.b_out = self.b
        self.total = self.total + self.a.extend(32) * self.b.extend(32)
        self.s_out = self.s ^ self.total


class Systolic(Generator):
    def __init__(self, n):
        super().__init__("Systolic")
        self.clk = self.clock("clk")
        rows, columns, sums = self.input("a", 8 * n), self.input("b", 8 * n), self.output("s", 32 * n)
        bs = [columns[8 * j + 7, 8 * j] for j in range(n)]
        for i in range(n):
            a, s = rows[8 * i + 7, 8 * i], const(0, 32)
            for j in range(n):
                element = Element()
                self.add_child(f"pe_{i}_{j}", element, clk=self.clk)
                self.wire(element.a, a)
                self.wire(element.b, bs[j])
                self.wire(element.s, s)
                a, bs[j], s = element.a_out, element.b_out, element.s_out
            self.wire(sums[32 * i + 31, 32 * i], s)


class Flat(Generator):
    def __init__(self, n):
        super().__init__("Flat")
        v, y = [self.input("a", 32), self.input("b", 32)], self.output("y", 32)
        for index, (op, i, j) in enumerate(ops(n)):
            p, q, w = v[i], v[j], self.var(f"w{index}", 32)
            self.wire(w, p ^ q if op == 0 else p + q if op == 1 else p & q)
            v.append(w)
        self.wire(y, v[-1])


def design(generator):
    return lambda size, out: verilog(generator(size), filename=out)


main(
    {"addtree": design(AddTree), "distinct": design(Distinct), "systolic": design(Systolic), "flatlogic": design(Flat)}
)
