"""Records that are joined as a whole: ports, instances, repeated records, values."""

import hwgen as hw
from _case import write

Point = hw.Record(lo=hw.UInt(4), hi=hw.UInt(4))
Stream = hw.Record(data=Point, valid=hw.Bit, ready=hw.Flip(hw.Bit))
Lane = hw.Record(x=hw.UInt(4), y=hw.Flip(hw.Bit))


class Stage(hw.Generator):
    interface = hw.Interface(i=hw.In(Stream), o=hw.Out(Stream), total=hw.Out(hw.UInt(4)))

    def body(self, io):
        io.o @= io.i
        io.total @= io.i.data.lo + io.i.data.hi


class Lanes(hw.Generator):
    interface = hw.Interface(lanes=hw.In(Lane).repeat(2))

    def body(self, io):
        for lane in io.lanes:
            lane.y @= lane.x.any()


class Joins(hw.Generator):
    interface = hw.Interface(
        i=hw.In(Stream),
        o=hw.Out(Stream),
        lanes=hw.In(Lane).repeat(2),
        point=hw.In(Point),
        swapped=hw.Out(Point),
        go=hw.In(hw.Bit),
        total=hw.Out(hw.UInt(4)),
        first_total=hw.Out(hw.UInt(4)),
    )

    def body(self, io):
        stage = Stage()
        first = stage("first")
        second = stage("second")
        third = stage("third")
        first.i @= io.i
        second.i @= first.o
        io.o @= second.o
        io.first_total @= first.total
        Lanes()("pair").lanes @= io.lanes
        point = hw.wire(Point).named("corner")
        point @= io.point
        swapped = hw.record(Point, lo=point["hi"], hi=point["lo"])
        io.swapped @= swapped
        third.i.data @= swapped
        third.i.valid @= io.go
        third.o.ready @= io.go
        io.total @= third.total


write(Joins())
