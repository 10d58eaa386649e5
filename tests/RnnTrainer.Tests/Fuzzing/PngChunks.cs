using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>A PNG file as its chunks, each a length, a name, data and a checksum (ISO/IEC 15948).</summary>
internal static class PngChunks
{
    private const int SignatureLength = 8, NameLength = 4, AroundData = 12;

    /// <summary>Whether a file is one.</summary>
    public static bool IsIn(byte[] file) => file.AsSpan().StartsWith<byte>([0x89, .. "PNG"u8]);

    /// <summary>The file with the data of one of its chunks mutated, and its length and checksum right.</summary>
    public static byte[] Forge(byte[] file, Mutator mutator)
    {
        List<(string Name, byte[] Data)> chunks = [.. Split(file)];
        int chosen = mutator.Random.Next(chunks.Count);
        (string name, byte[] data) = chunks[chosen];
        bool isPacked = name == "IDAT" && mutator.Random.Next(2) == 0;
        byte[] content = isPacked ? Unpack(data) : data;
        byte[] mutated = content is [] ? content : mutator.Mutate(content, [content]);
        chunks[chosen] = (name, isPacked ? Pack(mutated) : mutated);
        return Join(file, chunks);
    }

    /// <summary>The file under a header that claims another size.</summary>
    public static byte[] WithSize(byte[] file, int width, int height)
    {
        List<(string Name, byte[] Data)> chunks = [.. Split(file)];
        byte[] header = [.. chunks[0].Data];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(sizeof(int)), height);
        chunks[0] = (chunks[0].Name, header);
        return Join(file, chunks);
    }

    private static IEnumerable<(string Name, byte[] Data)> Split(byte[] file)
    {
        for (int at = SignatureLength; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            int data = at + sizeof(int) + NameLength;
            yield return (Encoding.ASCII.GetString(file, at + sizeof(int), NameLength), file[data..(data + length)]);
            at += AroundData + length;
        }
    }

    private static byte[] Join(byte[] file, List<(string Name, byte[] Data)> chunks) =>
        [.. file[..SignatureLength], .. chunks.SelectMany(chunk => Join(chunk.Name, chunk.Data))];

    private static byte[] Join(string name, byte[] data)
    {
        byte[] length = new byte[sizeof(int)], checksum = new byte[sizeof(int)];
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. data];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32.HashToUInt32(named));
        return [.. length, .. named, .. checksum];
    }

    private static byte[] Unpack(byte[] data)
    {
        using ZLibStream unpacker = new(new MemoryStream(data), CompressionMode.Decompress);
        using MemoryStream content = new();
        unpacker.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] Pack(byte[] content)
    {
        using MemoryStream packed = new();
        using (ZLibStream packer = new(packed, CompressionLevel.Optimal, leaveOpen: true))
            packer.Write(content);
        return packed.ToArray();
    }
}
