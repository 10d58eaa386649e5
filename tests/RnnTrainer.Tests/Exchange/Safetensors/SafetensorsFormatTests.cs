using RnnTrainer.Exchange.Safetensors;

namespace RnnTrainer.Tests.Exchange.Safetensors;

/// <summary>What the format forbids is refused, by an error that says what and where.</summary>
[TestClass]
public sealed class SafetensorsFormatTests
{
    private const string A = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

    [TestMethod]
    [DataRow("", 0, "is empty")]
    [DataRow(" {}", 0, "found byte 0x20")]
    [DataRow("[]", 0, "found byte 0x5b")]
    [DataRow("{", 0, "is not valid JSON")]
    [DataRow("{}x", 0, "is not valid JSON")]
    [DataRow("{" + A + ",}", 8, "is not valid JSON")]
    [DataRow("{" + A + "," + A + "}", 8, "'a'")] // twice
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "'dtype'")] // twice
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[[2]],\"data_offsets\":[0,8]}}", 8, "depth")]
    [DataRow("{\"a\":1}", 0, "'a' as Number")]
    [DataRow("{\"__metadata__\":1}", 0, "__metadata__ as an object of texts; found Number")]
    [DataRow("{\"__metadata__\":{\"k\":1}}", 0, "'k' in __metadata__ as Number")]
    [DataRow("{\"__metadata__\":{\"k\":\"\\ud800\"}}", 0, "not valid Unicode")]
    [DataRow("{\"\\ud800\":{}}", 0, "safetensors header")]
    [DataRow("{\"a\":{\"dtype\":\"F33\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "'F33'; known are BOOL")]
    [DataRow("{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "without dtype")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}", 8, "of two numbers")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"more\":1}}", 8, "'more' that is Number")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", 8, "has -2 in the shape of the tensor 'a'")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}", 8, "has 2.0 in the shape")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", 8, "the bytes 0 to 8, but it needs 12")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", 8, "the bytes 8 to 0")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}", 8,
        "more elements than a file can hold")]
    [DataRow("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", 12,
        "at byte 4 of the data, but the header ends at 0")]
    [DataRow("{" + A + ",\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[9,10]}}", 10,
        "'b' at byte 9 of the data, but 'a' ends at 8")]
    [DataRow("{" + A + ",\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[7,8]}}", 8,
        "'b' at byte 7 of the data, but 'a' ends at 8")]
    [DataRow("{" + A + "}", 7, "truncated")]
    [DataRow("{" + A + "}", 9, "followed by other data")]
    public void ABrokenFileIsRefused(string header, int dataLength, string message)
    {
        byte[] file = SafetensorsBytes.Of(header, dataLength);
        foreach (Stream stream in new Stream[] { new MemoryStream(file), new SafetensorsBytes.Trickle(file) })
            StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsReader.Open(stream)).Message, message);
    }

    [TestMethod]
    public void WhatIsNotUtf8IsRefused()
    {
        byte[] file = SafetensorsBytes.Of([.. "{\"a"u8, 0xff, .. "\":1}"u8], []);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsReader.Open(new MemoryStream(file))).Message,
            "not UTF-8");
    }

    [TestMethod]
    public void AHeaderAboveTheLimitOrTheFilesEndIsRefusedBeforeItIsRead()
    {
        foreach ((ulong claimed, string message) in new[]
        {
            ((ulong)SafetensorsHeader.MaxLength + 1, "100000001 bytes, but the limit is 100000000"),
                (ulong.MaxValue, "18446744073709551615"), ((ulong)SafetensorsHeader.MaxLength, "but 2 follow"),
        })
        {
            byte[] file = SafetensorsBytes.Of("{}");
            BitConverter.TryWriteBytes(file, claimed);
            long before = GC.GetAllocatedBytesForCurrentThread();
            StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() =>
                SafetensorsReader.Open(new MemoryStream(file))).Message, message);
            Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsReader.Open(new SafetensorsBytes.Trickle(file)));
            Assert.IsLessThan(500_000, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [TestMethod]
    public void WhatTheFormatAllowsIsRead()
    {
        // Spaces after the header, tensors in any order, scalars, empty tensors anywhere, escapes in names, a start within a stream.
        byte[] file = SafetensorsBytes.Of(
            "{\"\\u0062\":{\"data_offsets\":[8,16],\"shape\":[],\"dtype\":\"I64\"}," + A
                + ",\"none\":{\"dtype\":\"F32\",\"shape\":[0,5],\"data_offsets\":[8,8]},\"__metadata__\":{\"k\":\"v\"}}   ", 16);
        MemoryStream stream = new([1, 2, 3, .. file]) { Position = 3 };
        SafetensorsReader reader = SafetensorsReader.Open(stream);
        CollectionAssert.AreEquivalent(new[] { "a", "b", "none" }, reader.Header.Tensors.Keys.ToArray());
        Assert.AreEqual("v", reader.Header.Metadata["k"]);
        Assert.AreEqual(16L, reader.Header.DataLength);
        reader.Read<float>(reader.Header.Tensors["none"], []);
        float[] values = [1, 1];
        reader.Read<float>(reader.Header.Tensors["a"], values);
        CollectionAssert.AreEqual(new float[2], values);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() =>
            reader.Read<float>(reader.Header.Tensors["b"], new float[1])).Message,
            "has type I64; weights must be one of F32, F64, F16, BF16");
    }

    [TestMethod]
    [DataRow("F32", 1.5f, new byte[] { 0x00, 0x00, 0xc0, 0x3f })]
    [DataRow("F64", 1.5f, new byte[] { 0, 0, 0, 0, 0, 0, 0xf8, 0x3f })]
    [DataRow("F16", -1.5f, new byte[] { 0x00, 0xbe })]
    [DataRow("BF16", -1.5f, new byte[] { 0xc0, 0xbf })]
    [DataRow("F64", float.PositiveInfinity, new byte[] { 0, 0, 0, 0, 0, 0, 0xf8, 0x7e })] // 1e303, which no single-precision number is
    [DataRow("F16", float.NaN, new byte[] { 0x00, 0x7e })]
    [DataRow("BF16", float.NegativeInfinity, new byte[] { 0x80, 0xff })]
    public void NumbersOfEachTypeAreReadOrIfNotFiniteRefused(string dtype, float expected, byte[] bytes)
    {
        string header = $"{{\"a\":{{\"dtype\":\"{dtype}\",\"shape\":[2],\"data_offsets\":[0,{2 * bytes.Length}]}}}}";
        SafetensorsReader reader = SafetensorsReader.Open(
            new MemoryStream(SafetensorsBytes.Of(System.Text.Encoding.UTF8.GetBytes(header), [.. new byte[bytes.Length], .. bytes])));
        float[] values = new float[2];
        if (float.IsFinite(expected))
        {
            reader.Read<float>(reader.Header.Tensors["a"], values);
            CollectionAssert.AreEqual(new[] { 0, expected }, values);
        }
        else
        {
            string message = Assert.ThrowsExactly<InvalidDataException>(() => reader.Read(reader.Header.Tensors["a"], values)).Message;
            StringAssert.Contains(message, $"{expected} at index 1");
        }
    }
}
