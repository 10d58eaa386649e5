using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RnnTrainer.Files;

namespace RnnTrainer.Model;

/// <summary>A number that identifies a network: XxHash3 of their description and parameters as a model file holds them.</summary>
internal static class NetworkFingerprint
{
    private static readonly ConditionalWeakTable<RnnModel, StrongBox<ulong>> Known = []; // large networks take their time

    public static ulong Of(RnnModel model) => Known.GetValue(model, static model => new(Compute(model))).Value;

    private static ulong Compute(RnnModel model)
    {
        using MemoryStream description = new();
        using BinaryWriter writer = new(description);
        NetworkFormat.Write(new SectionWriter(writer), model.Network);
        writer.Flush();
        XxHash3 hash = new();
        hash.Append(description.GetBuffer().AsSpan(0, (int)description.Length));
        hash.Append(MemoryMarshal.AsBytes(model.Parameters));
        return hash.GetCurrentHashAsUInt64();
    }
}
