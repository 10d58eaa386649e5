using System.Runtime.CompilerServices;

namespace RnnTrainer.Tests.Idx;

[TestClass]
public sealed class IdxGetterTests : IDisposable
{
    private readonly IdxPair pair = new(gzip: false, 10, 2, 3);

    public void Dispose() => pair.Dispose();

    [TestMethod]
    public void CallersBufferIsReused()
    {
        using DataViewRowCursor cursor = pair.View.GetRowCursor(pair.View.Schema);
        ValueGetter<VBuffer<byte>> getPixels = cursor.GetGetter<VBuffer<byte>>(pair.View.Schema["Pixels"]);
        byte[] larger = new byte[100];
        var pixels = new VBuffer<byte>(100, larger);

        for (int row = 0; cursor.MoveNext(); row++)
        {
            getPixels(ref pixels);

            Assert.AreEqual(6, pixels.Length);
            Assert.IsTrue(pixels.IsDense);
            CollectionAssert.AreEqual(pair.Values[(row * 6)..(row * 6 + 6)], pixels.GetValues().ToArray());
            Assert.IsTrue(Unsafe.AreSame(ref larger[0], ref Unsafe.AsRef(in pixels.GetValues()[0])), "a new array was made");
        }
    }

    [TestMethod]
    public void SparseOrSmallBufferBecomesTheRow()
    {
        foreach (VBuffer<byte> given in new[] { new VBuffer<byte>(9, 1, [7], [4]), new VBuffer<byte>(1, [7]), default })
        {
            using DataViewRowCursor cursor = pair.View.GetRowCursor(pair.View.Schema);
            VBuffer<byte> pixels = given;

            Assert.IsTrue(cursor.MoveNext());
            cursor.GetGetter<VBuffer<byte>>(pair.View.Schema["Pixels"])(ref pixels);

            Assert.AreEqual(6, pixels.Length);
            CollectionAssert.AreEqual(pair.Values[..6], pixels.DenseValues().ToArray());
        }
    }

    [TestMethod]
    public void WrongValueTypeIsRefusedWithTheRightOne()
    {
        using DataViewRowCursor cursor = pair.View.GetRowCursor(pair.View.Schema);

        var pixels = Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<VBuffer<float>>(pair.View.Schema["Pixels"]));
        var label = Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<uint>(pair.View.Schema["Label"]));

        foreach (string part in new[] { "'Pixels'", typeof(VBuffer<float>).ToString(), typeof(VBuffer<byte>).ToString() })
            Assert.Contains(part, pixels.Message);
        foreach (string part in new[] { "'Label'", "System.UInt32", "System.Byte" })
            Assert.Contains(part, label.Message);
    }

    [TestMethod]
    public void InactiveColumnIsRefused()
    {
        using DataViewRowCursor cursor = pair.View.GetRowCursor([pair.View.Schema["Label"]]);

        Assert.IsFalse(cursor.IsColumnActive(pair.View.Schema["Pixels"]));
        var error = Assert.ThrowsExactly<ArgumentException>(() => cursor.GetGetter<VBuffer<byte>>(pair.View.Schema["Pixels"]));
        Assert.Contains("'Pixels' is not active", error.Message);
    }

    [TestMethod]
    public void ColumnOfAnotherSchemaIsRefused()
    {
        IDataView other = new MLContext().Data.LoadFromEnumerable([new { Weight = 1f, Height = 2f }]);

        var error = Assert.ThrowsExactly<ArgumentException>(() => pair.View.GetRowCursor([other.Schema["Weight"]]));
        Assert.Contains("'Weight'", error.Message);
        Assert.Contains("'Pixels', 'Label'", error.Message);
    }

    [TestMethod]
    public void ValuesExistOnlyOnARow()
    {
        using DataViewRowCursor cursor = pair.View.GetRowCursor(pair.View.Schema);
        ValueGetter<VBuffer<byte>> getPixels = cursor.GetGetter<VBuffer<byte>>(pair.View.Schema["Pixels"]);
        ValueGetter<byte> getLabel = cursor.GetGetter<byte>(pair.View.Schema["Label"]);
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();

        AssertRefused();
        while (cursor.MoveNext())
        {
        }
        AssertRefused();

        void AssertRefused()
        {
            VBuffer<byte> pixels = default;
            byte label = 0;
            DataViewRowId id = default;
            Assert.AreEqual(-1, cursor.Position);
            Assert.ThrowsExactly<InvalidOperationException>(() => getPixels(ref pixels));
            Assert.ThrowsExactly<InvalidOperationException>(() => getLabel(ref label));
            Assert.ThrowsExactly<InvalidOperationException>(() => getId(ref id));
        }
    }
}
