using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelOps.Connectors.Processes;

namespace ModelOps.Connectors.Tests.Processes;

public sealed class OutputTailTests
{
    [Fact]
    public void Tail_is_the_end_of_all_that_was_appended() =>
        Prop.ForAll<PositiveInt[]>(lengths =>
        {
            const int capacity = 10;
            var tail = new OutputTail(capacity);
            var all = new StringBuilder();
            foreach (var length in lengths)
            {
                var text = new string((char)('a' + (all.Length % 26)), length.Get % 25);
                all.Append(text);
                tail.Append(Encoding.ASCII.GetBytes(text));
            }
            var whole = all.ToString();
            tail.ToString().ShouldBe(whole.Length <= capacity ? whole : "…" + whole[^capacity..]);
        }).QuickCheckThrowOnFailure();
}
