using System.Runtime.InteropServices;

namespace RnnTrainer.Training;

/// <summary>The outputs of several sequences as bytes for other ranks: how many each has, then their values.</summary>
internal static class OutputMessage
{
    /// <param name="outputs">[sequences][outputs].</param>
    public static byte[] Write(float[][] outputs)
    {
        byte[] message = new byte[sizeof(int) * (1L + outputs.Length + outputs.Sum(ofRow => (long)ofRow.Length))];
        Span<int> counts = MemoryMarshal.Cast<byte, int>(message.AsSpan());
        counts[0] = outputs.Length;
        Span<float> values = MemoryMarshal.Cast<byte, float>(message.AsSpan())[(1 + outputs.Length)..];
        for (int i = 0; i < outputs.Length; i++)
        {
            counts[1 + i] = outputs[i].Length;
            outputs[i].CopyTo(values);
            values = values[outputs[i].Length..];
        }
        return message;
    }

    /// <param name="message">What <see cref="Write"/> wrote.</param>
    public static float[][] Read(byte[] message)
    {
        ReadOnlySpan<int> counts = MemoryMarshal.Cast<byte, int>(message);
        float[][] outputs = new float[counts[0]][];
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(message)[(1 + outputs.Length)..];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = values[..counts[1 + i]].ToArray();
            values = values[outputs[i].Length..];
        }
        return outputs;
    }
}
