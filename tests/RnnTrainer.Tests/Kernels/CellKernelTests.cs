using System.Runtime.Intrinsics;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tests.Kernels;

/// <summary>The steps of the cells, and what they are made of, against their formulas in double precision, at every level.</summary>
[TestClass]
public sealed unsafe class CellKernelTests
{
    // Sigmoids and tanh are within 4e-7 of the function; a step multiplies and adds a few of them, each below 1.
    private const double Tolerance = 2e-6;

    private const int Rows = 3, Columns = 16, Stride = 5 * Columns + 16;

    [TestMethod]
    public void ReluKeepsWhatIsPositiveAndNaN() => AtEveryLevel(new Relu());

    [TestMethod]
    public void AnLstmStepIsItsFormula() => AtEveryLevel(new Lstm());

    [TestMethod]
    public void AGruStepIsItsFormula() => AtEveryLevel(new Gru());

    private static void AtEveryLevel(ILevelCheck check)
    {
        check.Run<LanesScalar, float>("scalar");
        check.Run<Lanes128, Vector128<float>>("128");
        check.Run<Lanes256, Vector256<float>>("256");
        check.Run<Lanes512, Vector512<float>>("512");
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static AlignedBuffer Random(int seed, float scale = 3)
    {
        Random random = new(seed);
        AlignedBuffer buffer = new(Rows * Stride);
        foreach (ref float value in buffer.Span)
            value = (float)(random.NextDouble() * 2 - 1) * scale;
        return buffer;
    }

    private interface ILevelCheck
    {
        void Run<TLanes, TVector>(string level) where TLanes : struct, ILanes<TVector> where TVector : struct;
    }

    private sealed class Relu : ILevelCheck
    {
        public void Run<TLanes, TVector>(string level) where TLanes : struct, ILanes<TVector> where TVector : struct
        {
            float[] x = [0, -0f, 1, -1, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.Epsilon, -float.Epsilon, 3, -3,
                1e30f, -1e30f, 2, -2, 5];
            AlignedBuffer values = new(16), gradient = new(16);
            x.CopyTo(values.Span);
            gradient.Span.Fill(7);
            Relu<TLanes, TVector>.Apply(values.Pointer, 1, 16, 16);
            Relu<TLanes, TVector>.MultiplyBySlope(gradient.Pointer, 16, values.Pointer, 16, 1, 16);
            for (int i = 0; i < 16; i++)
            {
                Assert.AreEqual(float.IsNaN(x[i]) ? float.NaN : Math.Max(0, x[i]), values.Span[i], $"{level}, relu {x[i]}");
                Assert.AreEqual(x[i] > 0 ? 7f : 0f, gradient.Span[i], $"{level}, slope at {x[i]}");
            }
        }
    }

    private sealed class Lstm : ILevelCheck
    {
        public void Run<TLanes, TVector>(string level) where TLanes : struct, ILanes<TVector> where TVector : struct
        {
            foreach (bool isFirst in new[] { true, false })
            {
                AlignedBuffer gates = Random(1), before = Random(2), hidden = new(Rows * Stride), dh = Random(3), dc = Random(4);
                float[] sums = gates.Span.ToArray(), dcBefore = dc.Span.ToArray();
                float* previous = isFirst ? null : before.Pointer;
                LstmCell<TLanes, TVector>.Forward(gates.Pointer, previous, Stride, hidden.Pointer, Stride, Rows, Columns);
                float[] after = gates.Span.ToArray();
                LstmCell<TLanes, TVector>.Backward(gates.Pointer, previous, Stride, dh.Pointer, dc.Pointer, Stride, Rows, Columns);
                for (int row = 0; row < Rows; row++)
                {
                    for (int j = 0; j < Columns; j++)
                    {
                        int at = row * Stride + j;
                        double i = Sigmoid(sums[at]), f = Sigmoid(sums[at + Columns]), g = Math.Tanh(sums[at + 2 * Columns]),
                            o = Sigmoid(sums[at + 3 * Columns]);
                        double last = isFirst ? 0 : before.Span[at + 4 * Columns], c = f * last + i * g, t = Math.Tanh(c);
                        Assert.AreEqual(c, after[at + 4 * Columns], Tolerance, $"{level}, c");
                        Assert.AreEqual(o * t, hidden.Span[at], Tolerance, $"{level}, h");

                        double dC = dcBefore[at] + dh.Span[at] * o * (1 - t * t);
                        Assert.AreEqual(dC * g * i * (1 - i), gates.Span[at], Tolerance * 10, $"{level}, di");
                        Assert.AreEqual(dC * last * f * (1 - f), gates.Span[at + Columns], Tolerance * 10, $"{level}, df");
                        Assert.AreEqual(dC * i * (1 - g * g), gates.Span[at + 2 * Columns], Tolerance * 10, $"{level}, dg");
                        Assert.AreEqual(dh.Span[at] * t * o * (1 - o), gates.Span[at + 3 * Columns], Tolerance * 10, $"{level}, do");
                        Assert.AreEqual(dC * f, dc.Span[at], Tolerance * 10, $"{level}, dc");
                    }
                    Assert.AreEqual(sums[row * Stride + 5 * Columns], gates.Span[row * Stride + 5 * Columns],
                        "what is not the row's own is not touched");
                }
            }
        }
    }

    private sealed class Gru : ILevelCheck
    {
        public void Run<TLanes, TVector>(string level) where TLanes : struct, ILanes<TVector> where TVector : struct
        {
            AlignedBuffer gates = Random(1), last = Random(2, scale: 1), hidden = new(Rows * Stride), dh = Random(3);
            float[] sums = gates.Span.ToArray(), dhBefore = dh.Span.ToArray();
            GruCell<TLanes, TVector>.Forward(gates.Pointer, Stride, last.Pointer, hidden.Pointer, Stride, Rows, Columns);
            GruCell<TLanes, TVector>.Backward(gates.Pointer, Stride, last.Pointer, Stride, dh.Pointer, Stride, Rows, Columns);
            for (int row = 0; row < Rows; row++)
            {
                for (int j = 0; j < Columns; j++)
                {
                    int at = row * Stride + j;
                    double r = Sigmoid(sums[at]), z = Sigmoid(sums[at + Columns]), u = sums[at + 3 * Columns],
                        n = Math.Tanh(sums[at + 2 * Columns] + r * u);
                    Assert.AreEqual((1 - z) * n + z * last.Span[at], hidden.Span[at], Tolerance, $"{level}, h");

                    double d = dhBefore[at], dN = d * (1 - z) * (1 - n * n);
                    Assert.AreEqual(dN * u * r * (1 - r), gates.Span[at], Tolerance * 10, $"{level}, dr");
                    Assert.AreEqual(d * (last.Span[at] - n) * z * (1 - z), gates.Span[at + Columns], Tolerance * 10, $"{level}, dz");
                    Assert.AreEqual(dN, gates.Span[at + 2 * Columns], Tolerance * 10, $"{level}, dn");
                    Assert.AreEqual(dN * r, gates.Span[at + 3 * Columns], Tolerance * 10, $"{level}, du");
                    Assert.AreEqual(d * z, dh.Span[at], Tolerance * 10, $"{level}, dh");
                }
            }
        }
    }
}
