using System.Buffers.Binary;
using System.Text;
using RnnTrainer.Model;
using RnnTrainer.Network;
using RnnTrainer.Tests.Scoring;

namespace RnnTrainer.Tests.Exchange.Safetensors;

/// <summary>Makes safetensors files, sound and unsound, in memory.</summary>
internal static class SafetensorsBytes
{
    /// <summary>A file of this header and these many zero bytes of data.</summary>
    public static byte[] Of(string header, int dataLength = 0) => Of(Encoding.UTF8.GetBytes(header), new byte[dataLength]);

    /// <summary>A file of this header and data.</summary>
    public static byte[] Of(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        byte[] length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        return [.. length, .. header, .. data];
    }

    /// <summary>The two parts of a file.</summary>
    public static (byte[] Header, byte[] Data) Split(byte[] file)
    {
        int end = sizeof(ulong) + (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        return (file[sizeof(ulong)..end], file[end..]);
    }

    /// <summary>A random network of this shape as a transformer; sequences of any length need no column of lengths.</summary>
    public static RnnTransformer Transformer(NetworkSpec shape, Array? labels = null)
    {
        RnnModel random = ScoreDefinition.Network(shape);
        return new(new MLContext(), new SavedTransformer("Class", "Samples",
            shape.Input.HasEqualLengths ? [1, shape.Input.TimeSteps, shape.Input.Size] : [0],
            new RnnModel(shape, random.Parameters.ToArray(), labels), []));
    }

    /// <summary>What <see cref="RnnTransformer.SaveAsSafetensors(Stream)"/> writes.</summary>
    public static byte[] Save(RnnTransformer model, RnnTensorNames? names = null)
    {
        using MemoryStream stream = new();
        model.SaveAsSafetensors(stream, names ?? new());
        return stream.ToArray();
    }

    public static RnnTransformer Load(byte[] file, RnnImportOptions? options = null)
    {
        using MemoryStream stream = new(file);
        return RnnTransformer.FromSafetensors(new MLContext(), stream, options ?? new());
    }

    /// <summary>A file of this library as another program would write it: what is said of the network goes by a name that nobody
    /// reads.</summary>
    public static byte[] WithoutMetadata(byte[] file)
    {
        byte[] foreign = [.. file];
        "unknown___"u8.CopyTo(foreign.AsSpan(foreign.AsSpan().IndexOf("rnntrainer"u8)));
        return foreign;
    }

    /// <summary>A stream that gives its bytes a few at a time, and neither seeks nor knows its length.</summary>
    public sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7)]);

        public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();
    }
}
