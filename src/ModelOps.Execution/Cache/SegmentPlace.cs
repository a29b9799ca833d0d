using System.Runtime.InteropServices;

namespace ModelOps.Execution.Cache;

/// <summary>Where a result lies.</summary>
/// <param name="Segment">The number of its segment.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Offset">Where in the segment it begins.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SegmentPlace(int Segment, int Length, long Offset);
