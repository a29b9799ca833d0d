using System.Text;
using ModelOps.Keeper.Telemetry;
using ModelOps.Keeper.Telemetry.Files;

namespace ModelOps.Keeper.Tests.Telemetry.Files;

public sealed class JsonRowTests
{
    [Theory]
    [InlineData("""{"ts":1700000000,"step_time_ms":5,"loss":0.5,"node":"a"}""")]
    [InlineData(""" { "node" : "a" , "loss" : "0.5" , "step_time_ms" : "5.0" , "ts" : "2023-11-14T22:13:20Z" , "more" : {"deep": [1, {}]} } """)]
    [InlineData("""{"ts":17e8,"step_time_ms":5e0,"loss":0.50,"node_name":" a ","node":""}""")]
    [InlineData("""{"\u0074s":1700000000000,"step_time_ms":5,"loss":0.5,"node":"\u0061","other":null,"flag":true}""")]
    public void Ways_to_write_a_row_mean_the_same(string line) =>
        Sample(line).ShouldBe(new Sample(1_700_000_000_000, 5) { Loss = 0.5, Node = "a" });

    [Fact]
    public void All_fields_are_read()
    {
        var sample = Sample("""
            {"ts":1,"step_time_ms":4,"step":9,"throughput":10,"worker_latencies_ms":[3,1,2],"gpu_util":"91 %","gpu_util_pct":"90%","gpu_mem_used_mb":"512 MiB","gpu_mem_total":"1024MB","gpu_name":"T4"}
            """);
        sample.ShouldBe(new Sample(1000, 4)
        {
            Step = 9, Throughput = 10, Workers = new(3, 2), GpuUtilPct = 90, GpuMemUtilPct = 50, GpuModel = "T4",
        });
    }

    [Theory]
    [InlineData("""{"ts":1,"step_time_ms":4,"worker_latencies_ms":[]}""")]
    [InlineData("""{"ts":1,"step_time_ms":4,"worker_latencies_ms":[1,"x"]}""")]
    [InlineData("""{"ts":1,"step_time_ms":4,"worker_latencies_ms":"[1,"}""")]
    [InlineData("""{"ts":1,"step_time_ms":4,"worker_latencies_ms":7,"gpu_util":"n/a","step":1.5,"loss":null}""")]
    public void Unusable_optional_fields_count_as_missing(string line) => Sample(line).ShouldBe(new Sample(1000, 4));

    [Theory]
    [InlineData("", DropReason.InvalidJson)]
    [InlineData("not json", DropReason.InvalidJson)]
    [InlineData("""{"ts":1,"step_time_ms":4""", DropReason.InvalidJson)]
    [InlineData("""{"ts":1,"step_time_ms":4}}""", DropReason.InvalidJson)]
    [InlineData("""{"ts":1,"step_time_ms":4,}""", DropReason.InvalidJson)]
    [InlineData("""{"ts":01,"step_time_ms":4}""", DropReason.InvalidJson)]
    [InlineData("""{"ts":1,"step_time_ms":4,"node":"\ud800"}""", DropReason.InvalidJson)]
    [InlineData("[1,2]", DropReason.InvalidShape)]
    [InlineData("7", DropReason.InvalidShape)]
    [InlineData("null", DropReason.InvalidShape)]
    [InlineData("{}", DropReason.MissingFields)]
    [InlineData("""{"ts":1}""", DropReason.MissingFields)]
    [InlineData("""{"ts":"soon","step_time_ms":4}""", DropReason.MissingFields)]
    [InlineData("""{"ts":1,"step_time_ms":[1]}""", DropReason.MissingFields)]
    [InlineData("""{"ts":1,"step_time_ms":true}""", DropReason.MissingFields)]
    [InlineData("""{"ts":1,"step_time_ms":4,"loss":"bad"}""", DropReason.MissingFields)]
    [InlineData("""{"ts": 1, "step_time_ms": 4, "loss": NaN}""", DropReason.NotFinite)]
    [InlineData("""{"ts": 1, "loss": -Infinity, "step_time_ms": 4}""", DropReason.NotFinite)]
    [InlineData("""NaN {"ts":1}""", DropReason.InvalidJson)]
    public void Other_rows_are_dropped_for_their_reason(string line, DropReason reason) => new JsonRow().Read(Encoding.UTF8.GetBytes(line), out _).ShouldBe(reason);

    [Fact]
    public void Deep_rows_and_foreign_bytes_are_dropped()
    {
        var deep = $$"""{"ts":1,"step_time_ms":4,"x":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}""";
        new JsonRow().Read(Encoding.UTF8.GetBytes(deep), out _).ShouldBe(DropReason.InvalidJson);
        new JsonRow().Read([.. """{"ts":1,"step_time_ms":4,"node":"""u8, (byte)'"', 0xFF, (byte)'"', (byte)'}'], out _).ShouldBe(DropReason.InvalidText);
    }

    [Fact]
    public void Row_is_read_by_itself_whatever_came_before()
    {
        var row = new JsonRow();
        row.Read("""{"ts":1,"step_time_ms":4,"loss":1,"node":"a","worker_latencies_ms":[1]}"""u8, out _).ShouldBeNull();
        row.Read("""{"ts":2,"loss":1}"""u8, out _).ShouldBe(DropReason.MissingFields);
        row.Read("""{"step_time_ms":5,"ts":3}"""u8, out var last).ShouldBeNull();
        last.ShouldBe(new Sample(3000, 5));
    }

    private static Sample Sample(string line)
    {
        new JsonRow().Read(Encoding.UTF8.GetBytes(line.Trim('\n')), out var sample).ShouldBeNull();
        return sample;
    }
}
