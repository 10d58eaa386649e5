using System.Runtime.Intrinsics;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tests.Kernels;

[TestClass]
public sealed unsafe class TanhTests
{
    private delegate void InPlace(float* x, int rows, int columns, nint stride);

    private static readonly (string Name, InPlace Apply)[] Levels =
    [
        ("scalar", Tanh<LanesScalar, float>.Apply),
        ("128", Tanh<Lanes128, Vector128<float>>.Apply),
        ("256", Tanh<Lanes256, Vector256<float>>.Apply),
        ("512", Tanh<Lanes512, Vector512<float>>.Apply),
    ];

    [TestMethod]
    public void IsWithinItsErrorBoundOnAFineGridAtEveryLevel()
    {
        AlignedBuffer grid = new(1 << 16);
        foreach ((string name, InPlace apply) in Levels)
        {
            for (int i = 0; i < grid.Length; i++)
                grid.Span[i] = (i - grid.Length / 2) / 3000f; // ±10.9
            apply(grid.Pointer, 1, grid.Length, grid.Length);
            for (int i = 0; i < grid.Length; i++)
            {
                double expected = Math.Tanh((i - grid.Length / 2) / 3000f);
                Assert.AreEqual(expected, grid.Span[i], 4e-7 * Math.Abs(expected), $"{name}, x = {(i - grid.Length / 2) / 3000f}");
            }
        }
    }

    [TestMethod]
    public void SpecialValuesAtEveryLevel()
    {
        float[] x = [0, -0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1e-30f, -1e-30f, 1e30f, -1e30f, float.Epsilon, 20,
            -20, 9, -9, 8.9f, 1];
        float[] y = [0, -0f, 1, -1, float.NaN, 1e-30f, -1e-30f, 1, -1, float.Epsilon, 1, -1, 1, -1, MathF.Tanh(8.9f), MathF.Tanh(1)];
        AlignedBuffer buffer = new(x.Length);
        foreach ((string name, InPlace apply) in Levels)
        {
            x.CopyTo(buffer.Span);
            apply(buffer.Pointer, 1, x.Length, x.Length);
            for (int i = 0; i < x.Length; i++)
                Assert.AreEqual(y[i], buffer.Span[i], 4e-7f * MathF.Abs(float.IsNaN(y[i]) ? 0 : y[i]), $"{name}, tanh {x[i]}");
        }
    }

    [TestMethod]
    public void OnlyTheRowsAndColumnsGivenAreTouched()
    {
        foreach ((string name, InPlace apply) in Levels)
        {
            AlignedBuffer buffer = new(100);
            buffer.Span.Fill(2);
            apply(buffer.Pointer, 3, 16, 30);
            for (int i = 0; i < 100; i++)
                Assert.AreEqual(i < 90 && i % 30 < 16 ? MathF.Tanh(2) : 2, buffer.Span[i], 1e-6f, $"{name}, {i}");
        }
    }
}
