using System.Runtime.Intrinsics;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tests.Kernels;

[TestClass]
public sealed unsafe class ProductTests
{
    private delegate void Multiply(float* a, nint aRow, nint aStep, float* b, nint bStep, int count, float* c, nint cRow, int rows,
        int columns, bool accumulate);

    private static readonly (string Name, int Lanes, Multiply Run)[] Levels =
    [
        ("scalar", 1, Product<LanesScalar, float>.Run),
        ("128", 4, Product<Lanes128, Vector128<float>>.Run),
        ("256", 8, Product<Lanes256, Vector256<float>>.Run),
        ("512", 16, Product<Lanes512, Vector512<float>>.Run),
    ];

    [TestMethod]
    public void MatchesTheDefinitionForEveryTileAtEveryLevel()
    {
        Random random = new(1);
        AlignedBuffer a = new(20 * 40), b = new(40 * 160), expected = new(20 * 160), actual = new(20 * 160);
        foreach (AlignedBuffer buffer in new[] { a, b })
        {
            foreach (ref float value in buffer.Span)
                value = random.Next(-8, 9); // small whole numbers: every order of summation gives the same bits
        }
        foreach ((string name, int lanes, Multiply run) in Levels)
        {
            for (int rows = 1; rows <= 14; rows++)
            {
                for (int vectors = 1; vectors <= 9; vectors++)
                {
                    foreach (int count in new[] { 0, 1, 7, 40 })
                    {
                        foreach ((bool accumulate, bool transposed) in new[] { (false, false), (true, false), (true, true) })
                        {
                            (int aRow, int aStep) = transposed ? (1, 20) : (40, 1);
                            expected.Span.Fill(3);
                            actual.Span.Fill(3);
                            Product<LanesScalar, float>.Scalar(a.Pointer, aRow, aStep, b.Pointer, 160, count, expected.Pointer, 160, rows,
                                vectors * lanes, accumulate);
                            run(a.Pointer, aRow, aStep, b.Pointer, 160, count, actual.Pointer, 160, rows, vectors * lanes, accumulate);
                            Assert.IsTrue(expected.Span.SequenceEqual(actual.Span),
                                $"{name}: {rows} rows, {vectors} vectors, {count} products, accumulate {accumulate}, transposed "
                                + $"{transposed}");
                        }
                    }
                }
            }
        }
    }

    [TestMethod]
    public void TransposeMatchesItsDefinitionForEverySize()
    {
        for (int rows = 0; rows <= 20; rows++)
        {
            for (int columns = 0; columns <= 20; columns++)
            {
                float[] from = [.. Enumerable.Range(0, 20 * 23).Select(i => (float)i)], to = new float[20 * 21];
                Transpose.Copy(from, 23, to, 21, rows, columns);
                for (int i = 0; i < 20; i++)
                {
                    for (int j = 0; j < 20; j++)
                        Assert.AreEqual(i < rows && j < columns ? from[i * 23 + j] : 0, to[j * 21 + i]);
                }
            }
        }
    }
}
