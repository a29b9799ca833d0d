using System.Net;
using System.Xml;
using System.Xml.Linq;
using ModelOps.Connectors.ObjectStores.Transfer;

namespace ModelOps.Connectors.ObjectStores.Azure;

/// <summary>The blocks of a blob that are staged and not committed ("Get Block List", Azure Storage REST reference).</summary>
internal static class StagedBlocks
{
    /// <summary>The size of each by its id.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> ReadAsync(ObjectUri uri, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var list = await XDocument.LoadAsync(body, LoadOptions.None, cancellationToken);
            return list.Descendants("UncommittedBlocks").Elements("Block")
                .DistinctBy(block => (string?)block.Element("Name"), StringComparer.Ordinal)
                .ToDictionary(block => (string?)block.Element("Name") ?? "", block => (long?)block.Element("Size") ?? 0, StringComparer.Ordinal);
        }
        catch (Exception fault) when (fault is XmlException or FormatException)
        {
            throw StoreFaults.OfStatus(uri, HttpStatusCode.OK, "with an answer that is no block list", fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw StoreFaults.Unreachable(uri, fault);
        }
    }
}
