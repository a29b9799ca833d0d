using System.Text.Json.Serialization;

namespace ModelOps.Adaptive.Reporting.Analysis;

/// <summary>How well the data determine a parameter, by the part of its search range that fits nearly as well as the best.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Determination>))]
public enum Determination
{
    /// <summary>The trials can't say: too few fit nearly as well, or they lie close together and no likelihood says how close they would have to.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>Less than a fifth of the range.</summary>
    [JsonStringEnumMemberName("determined")]
    Determined,

    /// <summary>From a fifth to a half.</summary>
    [JsonStringEnumMemberName("weak")]
    Weak,

    /// <summary>Half of the range or more: the profile of the loss is flat.</summary>
    [JsonStringEnumMemberName("flat")]
    Flat,
}
