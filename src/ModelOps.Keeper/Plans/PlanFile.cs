using System.Text.Json;
using System.Text.Json.Nodes;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Durability.Files;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Plans;

/// <summary>Plans as files, usually named <c>k8s_plan.json</c>: a JSON list, one item for each Deployment.</summary>
public static class PlanFile
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Reads a plan: a list of items, an object with such a list under <c>items</c>, or one item by itself. Keys that are not known are ignored.</summary>
    /// <param name="path">Absolute.</param>
    /// <exception cref="InvalidPlanException">There is no such file, or it holds no plan.</exception>
    public static Plan Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = InputFile.Read(path);
        }
        catch (InvalidInputException cause)
        {
            throw new InvalidPlanException(PlanFault.NotFound, cause.Message, inner: cause);
        }
        return Parse(bytes, path);
    }

    /// <summary>Reads a plan's text; as <see cref="Read"/> otherwise.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="source">What the text is, for messages.</param>
    public static Plan Parse(ReadOnlyMemory<byte> utf8, string source)
    {
        try
        {
            using var document = StrictJson.Parse(utf8, source);
            return new(PlanJson.Items(document.RootElement));
        }
        catch (InvalidInputException cause)
        {
            throw new InvalidPlanException(PlanFault.InvalidJson, cause.Message, inner: cause);
        }
    }

    /// <summary>Writes a plan, whole or not at all.</summary>
    /// <param name="path">Absolute; its folder must exist.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="OutsideException">The file can't be written.</exception>
    public static void Write(string path, Plan plan) => AtomicFile.Write(path, Text(plan));

    /// <summary>A plan's file: two spaces of indentation, and a line feed at the end.</summary>
    public static string Text(Plan plan)
    {
        var items = plan.Items.Select(item =>
        {
            var node = PlanJson.Change(item);
            node.Insert(node.Count - 1, "reason", item.Reason);
            return (JsonNode?)node;
        });
        return new JsonArray([.. items]).ToJsonString(Layout) + "\n";
    }
}
