using System.Numerics;

namespace RnnTrainer.Tests.Exchange.Keras;

/// <summary>.npz files of Keras's weights: the network that the arrays' order and shapes tell, and what is refused.</summary>
[TestClass]
public sealed class NpzImportTests
{
    private const int Inputs = 3, Classes = 4;

    private readonly MLContext ml = new();
    private readonly Random random = new(1);

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void EveryStackIsTheOneOfTheSameArraysInCode(bool hasBias)
    {
        (RnnCell Cell, int Units, bool Both)[][] stacks =
        [
            .. Enum.GetValues<RnnCell>().SelectMany(cell => new[] { false, true }.Select(both => new[] { (cell, 5, both) })),
            [(RnnCell.Lstm, 7, true), (RnnCell.Lstm, 4, false), (RnnCell.Gru, 6, true)],
            [(RnnCell.Rnn, Inputs, false), (RnnCell.Rnn, Inputs, false)],
            [(RnnCell.Rnn, Inputs, true)],
        ];
        foreach ((RnnCell Cell, int Units, bool Both)[] stack in stacks)
        {
            foreach (RnnPooling pooling in (RnnPooling[])[RnnPooling.None, RnnPooling.Last, RnnPooling.Mean | RnnPooling.Max])
            {
                List<byte[]> arrays = [];
                RnnKerasLayer[] layers = [.. Layers(stack, Inputs, hasBias, arrays)];
                int outputs = stack[^1].Units * (stack[^1].Both ? 2 : 1) * Math.Max(1, BitOperations.PopCount((uint)pooling));
                float[,] kernel = Matrix(outputs, Classes);
                float[]? bias = hasBias ? Vector(Classes) : null;
                RnnImportOptions options = new() { Pooling = pooling };
                AssertSame(RnnTransformer.FromKeras(ml, layers, kernel, bias, options),
                    Load(options, [.. arrays, NpzBytes.Array(kernel), .. bias is null ? Array.Empty<byte[]>() : [NpzBytes.Array(bias)]]));
            }
        }
    }

    [TestMethod]
    public void AnEmbeddingLayerIsFound()
    {
        List<byte[]> arrays = [];
        float[,] table = Matrix(6, Inputs), kernel = Matrix(5, Classes);
        RnnKerasLayer[] layers = [.. Layers([(RnnCell.Lstm, 5, false)], Inputs, hasBias: true, arrays)];
        RnnTransformer found = Load(new(), [NpzBytes.Array(table), .. arrays, NpzBytes.Array(kernel)]);
        AssertSame(RnnTransformer.FromKeras(ml, table, layers, kernel, null, new()), found);
    }

    [TestMethod]
    public void OtherPrecisionsAndOrdersAreTheSameNumbers()
    {
        float[,] input = Halves(2, 3), recurrent = Halves(3, 3), kernel = Halves(3, 2);
        RnnTransformer single = Load(new(), NpzBytes.Array(input), NpzBytes.Array(recurrent), NpzBytes.Array(kernel));
        byte[] Of(float[,] values, string dtype, bool isColumnMajor, byte version)
        {
            int rows = values.GetLength(0), columns = values.GetLength(1);
            IEnumerable<float> ordered = isColumnMajor
                ? Enumerable.Range(0, columns).SelectMany(column => Enumerable.Range(0, rows).Select(row => values[row, column]))
                : values.Cast<float>();
            return NpzBytes.Array(dtype, isColumnMajor, FormattableString.Invariant($"{rows}, {columns}"), [.. ordered.SelectMany(value =>
                dtype == "<f2" ? BitConverter.GetBytes((Half)value) : dtype == "<f8" ? BitConverter.GetBytes((double)value)
                    : BitConverter.GetBytes(value))], version);
        }
        foreach ((string dtype, bool isColumnMajor, byte version) in ((string, bool, byte)[])
            [("<f2", false, 1), ("<f8", false, 2), ("<f4", true, 3), ("<f8", true, 1)])
        {
            AssertSame(single, Load(new(), Of(input, dtype, isColumnMajor, version), Of(recurrent, dtype, isColumnMajor, version),
                Of(kernel, dtype, isColumnMajor, version)));
        }
    }

    [TestMethod]
    [DataRow("|O", "2, 3", 24, "'arr_0' is an array of Python objects")]
    [DataRow(">f4", "2, 3", 24, "'arr_0' has type '>f4'")]
    [DataRow("<i8", "2, 3", 48, "'arr_0' has type '<i8'")]
    [DataRow("<f4", "2, 3, 4", 96, "'arr_0' has 3 dimensions")]
    [DataRow("<f4", "", 4, "'arr_0' has 0 dimensions")]
    [DataRow("<f4", "2, 3", 20, "'arr_0' is cut short")]
    [DataRow("<f4", "2, 3", 28, "'arr_0' continues after its 6 values")]
    [DataRow("<f4", "2147483647, 2147483647", 24, "'arr_0' is [2147483647, 2147483647]")]
    [DataRow("<f4", "100000, 4000", 24, "'arr_0' is cut short")]
    [DataRow("<f4", "99999999999, 1", 24, "'arr_0' has a dimension of 99999999999")]
    public void ArraysThatAreNoWeightsAreRefused(string dtype, string shape, int bytes, string message) => AssertRefused(
        message, NpzBytes.Of(NpzBytes.Array(dtype, isColumnMajor: false, shape, new byte[bytes])));

    [TestMethod]
    public void FilesThatAreNoNetworkAreRefused()
    {
        byte[] input = NpzBytes.Array(Matrix(2, 3)), recurrent = NpzBytes.Array(Matrix(3, 3)), kernel = NpzBytes.Array(Matrix(3, 2));
        AssertRefused("It is not an .npz file", [1, 2, 3]);
        AssertRefused("It is not an .npz file", []);
        AssertRefused("The .npz file is empty", NpzBytes.Of());
        AssertRefused("has 'kernel.npy' instead of arr_0.npy", NpzBytes.Named(("kernel.npy", input)));
        AssertRefused("has 'arr_2.npy' instead of arr_1.npy", NpzBytes.Named(("arr_2.npy", recurrent), ("arr_0.npy", input)));
        AssertRefused("'arr_0' is not a NumPy array", NpzBytes.Of([.. "not an array, but a text"u8]));
        AssertRefused("'arr_0' has version 9", NpzBytes.Of(NpzBytes.Array("<f4", false, "2, 3", new byte[24], version: 9)));
        AssertRefused("No network of recurrent layers and a Dense layer has these arrays: arr_0 [2, 3], arr_1 [3, 3]",
            NpzBytes.Of(input, recurrent));
        AssertRefused("No network", NpzBytes.Of(NpzBytes.Array(Vector(3)), input, recurrent, kernel));
        AssertRefused("reset_after=False", NpzBytes.Of(
            NpzBytes.Array(Matrix(2, 9)), NpzBytes.Array(Matrix(3, 9)), NpzBytes.Array(Vector(9)), kernel));
        AssertRefused("'arr_1' holds NaN at index 2",
            NpzBytes.Of(input, NpzBytes.Array(new float[,] { { 1, 2, float.NaN }, { 1, 2, 3 }, { 1, 2, 3 } }), kernel));
        AssertRefused("has 388 arrays", NpzBytes.Of([.. Enumerable.Repeat(NpzBytes.Array(new float[,] { { 1 } }), 388)]));
    }

    /// <summary>A GRU of two units has a bias of its recurrent kernel's shape: two layers with biases, or three without.</summary>
    [TestMethod]
    [DataRow(6)]
    [DataRow(300)]
    public void ArraysOfSeveralNetworksAreRefused(int count)
    {
        byte[] wide = NpzBytes.Array(Matrix(2, 6));
        AssertRefused("More than one network has these arrays",
            NpzBytes.Of([.. Enumerable.Repeat(wide, count), NpzBytes.Array(Matrix(2, 3))]));
    }

    [TestMethod]
    public void AFileIsReadByItsPathAndNamedInErrors()
    {
        using TemporaryFolder folder = new();
        byte[] file = NpzBytes.Of(NpzBytes.Array(Matrix(2, 3)), NpzBytes.Array(Matrix(3, 3)), NpzBytes.Array(Matrix(3, 2)));
        Assert.AreEqual(3, RnnTransformer.FromKeras(ml, folder.Write("weights.npz", file)).Model.HiddenSize);
        Assert.Contains("bad.npz", Assert.ThrowsExactly<InvalidDataException>(
            () => RnnTransformer.FromKeras(ml, folder.Write("bad.npz", file.AsSpan(0, 100)))).Message);
        Assert.ThrowsExactly<FileNotFoundException>(() => RnnTransformer.FromKeras(ml, folder.PathOf("none.npz")));
        Assert.Contains("It is a folder", Assert.ThrowsExactly<IOException>(() => RnnTransformer.FromKeras(ml, folder.FullPath)).Message);
    }

    private void AssertRefused(string message, byte[] file) => Assert.Contains(message,
        Assert.ThrowsExactly<InvalidDataException>(() => RnnTransformer.FromKeras(ml, new MemoryStream(file), new())).Message);

    private RnnTransformer Load(RnnImportOptions options, params byte[][] arrays) =>
        RnnTransformer.FromKeras(ml, new MemoryStream(NpzBytes.Of(arrays)), options);

    private static void AssertSame(RnnTransformer expected, RnnTransformer actual)
    {
        Assert.AreEqual(expected.ToString(), actual.ToString());
        foreach (string name in expected.Model.ParameterNames)
            CollectionAssert.AreEqual(expected.Model.GetParameter(name).ToArray(), actual.Model.GetParameter(name).ToArray(), name);
    }

    private IEnumerable<RnnKerasLayer> Layers((RnnCell Cell, int Units, bool Both)[] stack, int inputs, bool hasBias, List<byte[]> arrays)
    {
        foreach ((RnnCell cell, int units, bool both) in stack)
        {
            (float[,] kernel, float[,] recurrent, float[,]? bias) = Block(cell, inputs, units, hasBias, arrays);
            RnnKerasLayer? backward = null;
            if (both)
            {
                (float[,] otherKernel, float[,] otherRecurrent, float[,]? otherBias) = Block(cell, inputs, units, hasBias, arrays);
                backward = Layer(otherKernel, otherRecurrent, otherBias, null);
            }
            yield return Layer(kernel, recurrent, bias, backward);
            inputs = units * (both ? 2 : 1);
        }
    }

    private (float[,] Kernel, float[,] Recurrent, float[,]? Bias) Block(
        RnnCell cell, int inputs, int units, bool hasBias, List<byte[]> arrays)
    {
        int width = units * cell switch { RnnCell.Rnn => 1, RnnCell.Lstm => 4, RnnCell.Gru => 3 };
        (float[,] kernel, float[,] recurrent) = (Matrix(inputs, width), Matrix(units, width));
        float[,]? bias = hasBias ? Matrix(cell == RnnCell.Gru ? 2 : 1, width) : null;
        arrays.AddRange([NpzBytes.Array(kernel), NpzBytes.Array(recurrent)]);
        if (bias is not null)
            arrays.Add(cell == RnnCell.Gru ? NpzBytes.Array(bias) : NpzBytes.Array([.. bias.Cast<float>()]));
        return (kernel, recurrent, bias);
    }

    private static RnnKerasLayer Layer(float[,] kernel, float[,] recurrent, float[,]? bias, RnnKerasLayer? backward) =>
        bias is null ? new(kernel, recurrent) { Backward = backward }
        : bias.GetLength(0) == 2 ? new(kernel, recurrent, bias) { Backward = backward }
        : new(kernel, recurrent, [.. bias.Cast<float>()]) { Backward = backward };

    private float[,] Matrix(int rows, int columns)
    {
        float[,] matrix = new float[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                matrix[row, column] = random.NextSingle() - 0.5f;
        }
        return matrix;
    }

    // Numbers that half precision holds.
    private float[,] Halves(int rows, int columns)
    {
        float[,] matrix = Matrix(rows, columns);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                matrix[row, column] = (float)(Half)matrix[row, column];
        }
        return matrix;
    }

    private float[] Vector(int count) => [.. Matrix(1, count).Cast<float>()];
}
