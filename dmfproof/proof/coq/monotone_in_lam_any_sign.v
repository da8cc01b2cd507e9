(* Made by `dmfproof export monotone_in_lam_any_sign --to coq`; do not edit. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(* A claim is an exact identity away from facts that are known: p = (nonnegative) + (zero). *)
Lemma by_identity : forall p t i : R, p = t + i -> i = 0 -> 0 <= t -> 0 <= p.
Proof. intros; lra. Qed.
Lemma by_identity_strict : forall p t i : R, p = t + i -> i = 0 -> 0 < t -> 0 < p.
Proof. intros; lra. Qed.
Lemma by_equations : forall p t i : R, p = t + i -> i = 0 -> t = 0 -> p = 0.
Proof. intros; lra. Qed.
Lemma zero_plus : forall p q : R, p = 0 -> q = 0 -> p + q = 0.
Proof. intros; lra. Qed.
Lemma zero_times : forall p q : R, q = 0 -> p * q = 0.
Proof. intros p q H; rewrite H; ring. Qed.
Lemma divide : forall f p : R, 0 < f -> 0 <= f * p -> 0 <= p.
Proof. intros f p F H. apply (Rmult_le_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_strict : forall f p : R, 0 < f -> 0 < f * p -> 0 < p.
Proof. intros f p F H. apply (Rmult_lt_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_equation : forall f p : R, 0 < f -> f * p = 0 -> p = 0.
Proof. intros f p F H. destruct (Rmult_integral _ _ H); [lra | assumption]. Qed.
Ltac identity := unfold Rsqr; first [ring | field].

(* a^n + a^(n-1) b + ... + b^n *)
Definition power_sum (a b : R) (n : nat) : R := sum_f_R0 (fun j => a ^ (n - j) * b ^ j) n.
Lemma power_sum_S : forall (a b : R) (n : nat), power_sum a b (S n) = a * power_sum a b n + b ^ S n.
Proof.
  intros a b n. unfold power_sum. rewrite tech5, scal_sum. f_equal.
  - apply sum_eq. intros i Hi. replace (S n - i)%nat with (S (n - i)) by lia. simpl. ring.
  - replace (S n - S n)%nat with 0%nat by lia. simpl. ring.
Qed.

Definition depth (n : nat) : R := INR n + 2.
Lemma depth_0 : depth 0 = 2. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_V (y : R) (n' : nat) : R := match n' with O => 1 | S n' => (y)*(seq_V y n') end.
Lemma seq_V_0 : forall (y : R), seq_V y 0 = 1. Proof. reflexivity. Qed.
Lemma seq_V_S : forall (y : R) (n' : nat), seq_V y (S n') = (y)*(seq_V y n'). Proof. reflexivity. Qed.

Fixpoint seq_Y (y : R) (n' : nat) : R := match n' with O => y | S n' => (y)*(seq_Y y n') end.
Lemma seq_Y_0 : forall (y : R), seq_Y y 0 = y. Proof. reflexivity. Qed.
Lemma seq_Y_S : forall (y : R) (n' : nat), seq_Y y (S n') = (y)*(seq_Y y n'). Proof. reflexivity. Qed.

Fixpoint seq_X (x : R) (n' : nat) : R := match n' with O => x | S n' => (x)*(seq_X x n') end.
Lemma seq_X_0 : forall (x : R), seq_X x 0 = x. Proof. reflexivity. Qed.
Lemma seq_X_S : forall (x : R) (n' : nat), seq_X x (S n') = (x)*(seq_X x n'). Proof. reflexivity. Qed.

Fixpoint seq_Z (A : R) (n' : nat) : R := match n' with O => 1 | S n' => (A)*(seq_Z A n') end.
Lemma seq_Z_0 : forall (A : R), seq_Z A 0 = 1. Proof. reflexivity. Qed.
Lemma seq_Z_S : forall (A : R) (n' : nat), seq_Z A (S n') = (A)*(seq_Z A n'). Proof. reflexivity. Qed.

Fixpoint seq_F (x : R) (y : R) (n' : nat) : R := match n' with O => 1 | S n' => (x)*(seq_F x y n') + (seq_Y y n') end.
Lemma seq_F_0 : forall (x : R) (y : R), seq_F x y 0 = 1. Proof. reflexivity. Qed.
Lemma seq_F_S : forall (x : R) (y : R) (n' : nat), seq_F x y (S n') = (x)*(seq_F x y n') + (seq_Y y n'). Proof. reflexivity. Qed.

Fixpoint seq_T (x : R) (A : R) (n' : nat) : R := match n' with O => A + x | S n' => (A)*(seq_T x A n') + x*(seq_X x n') end.
Lemma seq_T_0 : forall (x : R) (A : R), seq_T x A 0 = A + x. Proof. reflexivity. Qed.
Lemma seq_T_S : forall (x : R) (A : R) (n' : nat), seq_T x A (S n') = (A)*(seq_T x A n') + x*(seq_X x n'). Proof. reflexivity. Qed.
Lemma seq_Y_is : forall (y : R) (n' : nat), seq_Y y n' = (y) ^ (n' + 1).
Proof. induction n' as [|n' IH]; [rewrite seq_Y_0; unfold power_sum; simpl; ring|]. rewrite seq_Y_S, IH; replace (S n' + 1)%nat with (S (n' + 1)) by lia; replace (S (n' + 1)) with (n' + 2)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_X_is : forall (x : R) (n' : nat), seq_X x n' = (x) ^ (n' + 1).
Proof. induction n' as [|n' IH]; [rewrite seq_X_0; unfold power_sum; simpl; ring|]. rewrite seq_X_S, IH; replace (S n' + 1)%nat with (S (n' + 1)) by lia; replace (S (n' + 1)) with (n' + 2)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_Z_is : forall (A : R) (n' : nat), seq_Z A n' = (A) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_Z_0; unfold power_sum; simpl; ring|]. rewrite seq_Z_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem monotone_in_lam_any_sign_sequences : forall (x y u v lam mu A eta : R) (n' : nat),
  0 <= (eta) ->
  0 <= (lam - mu) ->
  0 <= (A^2*(seq_Z A n') - lam) ->
  0 <= (y) ->
  0 <= (x - y) ->
  0 <= (A - x) ->
  0 <= (mu + A^2*(seq_Z A n')) ->
  0 <= (1 - eta*(3*(depth n') - 2)*A^2*(seq_Z A n')^2) ->
  (u - (x - eta*(seq_X x n')*(x*(seq_X x n') - lam))) = 0 ->
  (v - (y - eta*(seq_Y y n')*(y*(seq_Y y n') - mu))) = 0 ->
  0 <= (v) /\
  0 <= (u - v) /\
  0 <= (A - u) /\
  0 <= (v) /\
  0 <= (u - v) /\
  0 <= (A - u).
Proof.
  intros x y u v lam mu A eta n' F_eta_nonneg F_truths F_lam_le F_y_nonneg F_ordered F_bounded F_mu_ge F_step_size F_update_x F_update_y.
  assert (F_depth : forall m', 0 <= ((depth m') - 2)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_x_nonneg : 0 <= (x)).
  { 
    assert (E : (x) = ((0 + (x - y)) + (y)) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_ordered) F_y_nonneg)).
  }
  assert (F_A_nonneg : 0 <= (A)).
  { 
    assert (E : (A) = ((0 + (A - x)) + (x)) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_bounded) F_x_nonneg)).
  }
  assert (F_Y_nonneg : forall m', 0 <= ((seq_Y y m'))).
  { induction m' as [|m' F_Y_nonneg_m].
  - assert (E : ((seq_Y y 0%nat)) = (0 + (y)) + 0) by (rewrite ?depth_0, ?(seq_V_0 y), ?(seq_Y_0 y), ?(seq_X_0 x), ?(seq_Z_0 A), ?(seq_F_0 x y), ?(seq_T_0 x A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_y_nonneg)).
  - assert (E : ((seq_Y y (S m'))) = (0 + (((seq_Y y m')) * (y))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S y m'), ?(seq_Y_S y m'), ?(seq_X_S x m'), ?(seq_Z_S A m'), ?(seq_F_S x y m'), ?(seq_T_S x A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_Y_nonneg_m F_y_nonneg))).
  }
  assert (F_Z_nonneg : forall m', 0 <= ((seq_Z A m'))).
  { induction m' as [|m' F_Z_nonneg_m].
  - assert (E : ((seq_Z A 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_V_0 y), ?(seq_Y_0 y), ?(seq_X_0 x), ?(seq_Z_0 A), ?(seq_F_0 x y), ?(seq_T_0 x A); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_Z A (S m'))) = (0 + ((A) * ((seq_Z A m')))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S y m'), ?(seq_Y_S y m'), ?(seq_X_S x m'), ?(seq_Z_S A m'), ?(seq_F_S x y m'), ?(seq_T_S x A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg F_Z_nonneg_m))).
  }
  assert (F_Y_le_X : forall m', 0 <= ((seq_X x m') - (seq_Y y m'))).
  { induction m' as [|m' F_Y_le_X_m].
  - assert (E : ((seq_X x 0%nat) - (seq_Y y 0%nat)) = (0 + (x - y)) + 0) by (rewrite ?depth_0, ?(seq_V_0 y), ?(seq_Y_0 y), ?(seq_X_0 x), ?(seq_Z_0 A), ?(seq_F_0 x y), ?(seq_T_0 x A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_ordered)).
  - assert (E : ((seq_X x (S m')) - (seq_Y y (S m'))) = ((0 + (((seq_X x m') - (seq_Y y m')) * (x))) + (((seq_Y y m')) * (x - y))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S y m'), ?(seq_Y_S y m'), ?(seq_X_S x m'), ?(seq_Z_S A m'), ?(seq_F_S x y m'), ?(seq_T_S x A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_Y_le_X_m F_x_nonneg)) (Rmult_le_pos _ _ (F_Y_nonneg m') F_ordered))).
  }
  assert (F_X_nonneg : forall m', 0 <= ((seq_X x m'))).
  { intro m'. 
    assert (E : ((seq_X x m')) = ((0 + ((seq_X x m') - (seq_Y y m'))) + ((seq_Y y m'))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_Y_le_X m')) (F_Y_nonneg m'))).
  }
  assert (F_X_le_B : forall m', 0 <= (A*(seq_Z A m') - (seq_X x m'))).
  { induction m' as [|m' F_X_le_B_m].
  - assert (E : (A*(seq_Z A 0%nat) - (seq_X x 0%nat)) = (0 + (A - x)) + 0) by (rewrite ?depth_0, ?(seq_V_0 y), ?(seq_Y_0 y), ?(seq_X_0 x), ?(seq_Z_0 A), ?(seq_F_0 x y), ?(seq_T_0 x A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_bounded)).
  - assert (E : (A*(seq_Z A (S m')) - (seq_X x (S m'))) = ((0 + ((A) * (A*(seq_Z A m') - (seq_X x m')))) + (((seq_X x m')) * (A - x))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S y m'), ?(seq_Y_S y m'), ?(seq_X_S x m'), ?(seq_Z_S A m'), ?(seq_F_S x y m'), ?(seq_T_S x A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg F_X_le_B_m)) (Rmult_le_pos _ _ (F_X_nonneg m') F_bounded))).
  }
  assert (F_Y_le_B : forall m', 0 <= (A*(seq_Z A m') - (seq_Y y m'))).
  { intro m'. 
    assert (E : (A*(seq_Z A m') - (seq_Y y m')) = ((0 + (A*(seq_Z A m') - (seq_X x m'))) + ((seq_X x m') - (seq_Y y m'))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_X_le_B m')) (F_Y_le_X m'))).
  }
  assert (F_difference : forall m', ((seq_X x m') - (seq_Y y m') - (x - y)*(seq_F x y m')) = 0).
  { induction m' as [|m' F_difference_m].
  - assert (E : ((seq_X x 0%nat) - (seq_Y y 0%nat) - (x - y)*(seq_F x y 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 y), ?(seq_Y_0 y), ?(seq_X_0 x), ?(seq_Z_0 A), ?(seq_F_0 x y), ?(seq_T_0 x A); identity).
    exact (by_equations _ _ _ E (eq_refl 0) (eq_refl 0)).
  - assert (E : ((seq_X x (S m')) - (seq_Y y (S m')) - (x - y)*(seq_F x y (S m'))) = 0 + (0 + (x) * ((seq_X x m') - (seq_Y y m') - (x - y)*(seq_F x y m')))) by (rewrite ?(depth_S m'), ?(seq_V_S y m'), ?(seq_Y_S y m'), ?(seq_X_S x m'), ?(seq_Z_S A m'), ?(seq_F_S x y m'), ?(seq_T_S x A m'); identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_difference_m)) (eq_refl 0)).
  }
  assert (F_F_nonneg : forall m', 0 <= ((seq_F x y m'))).
  { induction m' as [|m' F_F_nonneg_m].
  - assert (E : ((seq_F x y 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_V_0 y), ?(seq_Y_0 y), ?(seq_X_0 x), ?(seq_Z_0 A), ?(seq_F_0 x y), ?(seq_T_0 x A); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_F x y (S m'))) = ((0 + ((seq_Y y m'))) + (((seq_F x y m')) * (x))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S y m'), ?(seq_Y_S y m'), ?(seq_X_S x m'), ?(seq_Z_S A m'), ?(seq_F_S x y m'), ?(seq_T_S x A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_Y_nonneg m')) (Rmult_le_pos _ _ F_F_nonneg_m F_x_nonneg))).
  }
  assert (F_F_le : forall m', 0 <= (((depth m') - 1)*(seq_Z A m') - (seq_F x y m'))).
  { induction m' as [|m' F_F_le_m].
  - assert (E : (((depth 0%nat) - 1)*(seq_Z A 0%nat) - (seq_F x y 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 y), ?(seq_Y_0 y), ?(seq_X_0 x), ?(seq_Z_0 A), ?(seq_F_0 x y), ?(seq_T_0 x A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : (((depth (S m')) - 1)*(seq_Z A (S m')) - (seq_F x y (S m'))) = (((0 + (A*(seq_Z A m') - (seq_Y y m'))) + ((A) * (((depth m') - 1)*(seq_Z A m') - (seq_F x y m')))) + (((seq_F x y m')) * (A - x))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S y m'), ?(seq_Y_S y m'), ?(seq_X_S x m'), ?(seq_Z_S A m'), ?(seq_F_S x y m'), ?(seq_T_S x A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_Y_le_B m')) (Rmult_le_pos _ _ F_A_nonneg F_F_le_m)) (Rmult_le_pos _ _ (F_F_nonneg m') F_bounded))).
  }
  assert (F_xF_le : forall m', 0 <= ((depth m')*A*(seq_Z A m') - x*(seq_F x y m') - (seq_Y y m'))).
  { intro m'. 
    assert (E : ((depth m')*A*(seq_Z A m') - x*(seq_F x y m') - (seq_Y y m')) = (((0 + (A*(seq_Z A m') - (seq_Y y m'))) + ((A) * (((depth m') - 1)*(seq_Z A m') - (seq_F x y m')))) + (((seq_F x y m')) * (A - x))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_Y_le_B m')) (Rmult_le_pos _ _ F_A_nonneg (F_F_le m'))) (Rmult_le_pos _ _ (F_F_nonneg m') F_bounded))).
  }
  assert (F_yF_le : forall m', 0 <= (((depth m') - 1)*A*(seq_Z A m') - y*(seq_F x y m'))).
  { intro m'. 
    assert (E : (((depth m') - 1)*A*(seq_Z A m') - y*(seq_F x y m')) = (((0 + ((A) * (((depth m') - 1)*(seq_Z A m') - (seq_F x y m')))) + (((seq_F x y m')) * (A - x))) + (((seq_F x y m')) * (x - y))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg (F_F_le m'))) (Rmult_le_pos _ _ (F_F_nonneg m') F_bounded)) (Rmult_le_pos _ _ (F_F_nonneg m') F_ordered))).
  }
  assert (F_B_nonneg : forall m', 0 <= (A*(seq_Z A m'))).
  { intro m'. 
    assert (E : (A*(seq_Z A m')) = (0 + ((A) * ((seq_Z A m')))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg (F_Z_nonneg m')))).
  }
  assert (F_E_le : forall m', 0 <= ((2*(depth m') - 1)*A^2*(seq_Z A m')^2 - ((x*(seq_F x y m') + (seq_Y y m'))*(seq_X x m') + y*(seq_Y y m')*(seq_F x y m')))).
  { intro m'. 
    assert (E : ((2*(depth m') - 1)*A^2*(seq_Z A m')^2 - ((x*(seq_F x y m') + (seq_Y y m'))*(seq_X x m') + y*(seq_Y y m')*(seq_F x y m'))) = ((((((0 + ((2) * ((A*(seq_Z A m')) * (A*(seq_Z A m') - (seq_X x m'))))) + ((A*(seq_Z A m')) * (A*(seq_Z A m') - (seq_Y y m')))) + (((seq_X x m')) * ((depth m')*A*(seq_Z A m') - x*(seq_F x y m') - (seq_Y y m')))) + (((seq_Y y m')) * (((depth m') - 1)*A*(seq_Z A m') - y*(seq_F x y m')))) + ((A*(seq_Z A m')) * ((A*(seq_Z A m') - (seq_X x m')) * ((depth m') - 2)))) + ((A*(seq_Z A m')) * ((A*(seq_Z A m') - (seq_Y y m')) * ((depth m') - 2)))) + 0) by (identity).
    assert (K0 : 0 <= (2)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ K0 (Rmult_le_pos _ _ (F_B_nonneg m') (F_X_le_B m')))) (Rmult_le_pos _ _ (F_B_nonneg m') (F_Y_le_B m'))) (Rmult_le_pos _ _ (F_X_nonneg m') (F_xF_le m'))) (Rmult_le_pos _ _ (F_Y_nonneg m') (F_yF_le m'))) (Rmult_le_pos _ _ (F_B_nonneg m') (Rmult_le_pos _ _ (F_X_le_B m') (F_depth m')))) (Rmult_le_pos _ _ (F_B_nonneg m') (Rmult_le_pos _ _ (F_Y_le_B m') (F_depth m'))))).
  }
  assert (F_secant : forall m', (A^2*(seq_Z A m') - x*(seq_X x m') - (A - x)*(seq_T x A m')) = 0).
  { induction m' as [|m' F_secant_m].
  - assert (E : (A^2*(seq_Z A 0%nat) - x*(seq_X x 0%nat) - (A - x)*(seq_T x A 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 y), ?(seq_Y_0 y), ?(seq_X_0 x), ?(seq_Z_0 A), ?(seq_F_0 x y), ?(seq_T_0 x A); identity).
    exact (by_equations _ _ _ E (eq_refl 0) (eq_refl 0)).
  - assert (E : (A^2*(seq_Z A (S m')) - x*(seq_X x (S m')) - (A - x)*(seq_T x A (S m'))) = 0 + (0 + (A) * (A^2*(seq_Z A m') - x*(seq_X x m') - (A - x)*(seq_T x A m')))) by (rewrite ?(depth_S m'), ?(seq_V_S y m'), ?(seq_Y_S y m'), ?(seq_X_S x m'), ?(seq_Z_S A m'), ?(seq_F_S x y m'), ?(seq_T_S x A m'); identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_secant_m)) (eq_refl 0)).
  }
  assert (F_T_nonneg : forall m', 0 <= ((seq_T x A m'))).
  { induction m' as [|m' F_T_nonneg_m].
  - assert (E : ((seq_T x A 0%nat)) = ((0 + (A)) + ((seq_X x 0%nat))) + 0) by (rewrite ?depth_0, ?(seq_V_0 y), ?(seq_Y_0 y), ?(seq_X_0 x), ?(seq_Z_0 A), ?(seq_F_0 x y), ?(seq_T_0 x A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_A_nonneg) (F_X_nonneg 0%nat))).
  - assert (E : ((seq_T x A (S m'))) = ((0 + ((A) * ((seq_T x A m')))) + (((seq_X x m')) * (x))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S y m'), ?(seq_Y_S y m'), ?(seq_X_S x m'), ?(seq_Z_S A m'), ?(seq_F_S x y m'), ?(seq_T_S x A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg F_T_nonneg_m)) (Rmult_le_pos _ _ (F_X_nonneg m') F_x_nonneg))).
  }
  assert (F_T_le : forall m', 0 <= ((depth m')*A*(seq_Z A m') - (seq_T x A m'))).
  { induction m' as [|m' F_T_le_m].
  - assert (E : ((depth 0%nat)*A*(seq_Z A 0%nat) - (seq_T x A 0%nat)) = (0 + (A*(seq_Z A 0%nat) - (seq_X x 0%nat))) + 0) by (rewrite ?depth_0, ?(seq_V_0 y), ?(seq_Y_0 y), ?(seq_X_0 x), ?(seq_Z_0 A), ?(seq_F_0 x y), ?(seq_T_0 x A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_X_le_B 0%nat))).
  - assert (E : ((depth (S m'))*A*(seq_Z A (S m')) - (seq_T x A (S m'))) = (((0 + ((A) * ((depth m')*A*(seq_Z A m') - (seq_T x A m')))) + ((A) * (A*(seq_Z A m') - (seq_X x m')))) + (((seq_X x m')) * (A - x))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S y m'), ?(seq_Y_S y m'), ?(seq_X_S x m'), ?(seq_Z_S A m'), ?(seq_F_S x y m'), ?(seq_T_S x A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg F_T_le_m)) (Rmult_le_pos _ _ F_A_nonneg (F_X_le_B m'))) (Rmult_le_pos _ _ (F_X_nonneg m') F_bounded))).
  }
  assert (F_XT_le : forall m', 0 <= ((depth m')*A^2*(seq_Z A m')^2 - (seq_X x m')*(seq_T x A m'))).
  { intro m'. 
    assert (E : ((depth m')*A^2*(seq_Z A m')^2 - (seq_X x m')*(seq_T x A m')) = (((0 + ((2) * ((A*(seq_Z A m')) * (A*(seq_Z A m') - (seq_X x m'))))) + (((depth m')*A*(seq_Z A m') - (seq_T x A m')) * ((seq_X x m')))) + ((A*(seq_Z A m')) * ((A*(seq_Z A m') - (seq_X x m')) * ((depth m') - 2)))) + 0) by (identity).
    assert (K0 : 0 <= (2)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ K0 (Rmult_le_pos _ _ (F_B_nonneg m') (F_X_le_B m')))) (Rmult_le_pos _ _ (F_T_le m') (F_X_nonneg m'))) (Rmult_le_pos _ _ (F_B_nonneg m') (Rmult_le_pos _ _ (F_X_le_B m') (F_depth m'))))).
  }
  assert (F_gap : (u - v - (x - y)*(1 - eta*(((x*(seq_F x y n') + (seq_Y y n'))*(seq_X x n') + y*(seq_Y y n')*(seq_F x y n')) - lam*(seq_F x y n'))) - eta*(seq_Y y n')*(lam - mu)) = 0).
  { 
    assert (E : (u - v - (x - y)*(1 - eta*(((x*(seq_F x y n') + (seq_Y y n'))*(seq_X x n') + y*(seq_Y y n')*(seq_F x y n')) - lam*(seq_F x y n'))) - eta*(seq_Y y n')*(lam - mu)) = 0 + (((0 + (-(seq_Y y n')*eta*y - (seq_X x n')*eta*x + eta*lam) * ((seq_X x n') - (seq_Y y n') - (x - y)*(seq_F x y n'))) + (1) * (u - (x - eta*(seq_X x n')*(x*(seq_X x n') - lam)))) + (-1) * (v - (y - eta*(seq_Y y n')*(y*(seq_Y y n') - mu))))) by (identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ (F_difference n'))) (zero_times _ _ F_update_x)) (zero_times _ _ F_update_y)) (eq_refl 0)).
  }
  assert (F_V_nonneg : forall m', 0 <= ((seq_V y m'))).
  { induction m' as [|m' F_V_nonneg_m].
  - assert (E : ((seq_V y 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_V_0 y), ?(seq_Y_0 y), ?(seq_X_0 x), ?(seq_Z_0 A), ?(seq_F_0 x y), ?(seq_T_0 x A); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_V y (S m'))) = (0 + (((seq_V y m')) * (y))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S y m'), ?(seq_Y_S y m'), ?(seq_X_S x m'), ?(seq_Z_S A m'), ?(seq_F_S x y m'), ?(seq_T_S x A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_V_nonneg_m F_y_nonneg))).
  }
  assert (F_Y_is_yV : forall m', ((seq_Y y m') - y*(seq_V y m')) = 0).
  { induction m' as [|m' F_Y_is_yV_m].
  - assert (E : ((seq_Y y 0%nat) - y*(seq_V y 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 y), ?(seq_Y_0 y), ?(seq_X_0 x), ?(seq_Z_0 A), ?(seq_F_0 x y), ?(seq_T_0 x A); identity).
    exact (by_equations _ _ _ E (eq_refl 0) (eq_refl 0)).
  - assert (E : ((seq_Y y (S m')) - y*(seq_V y (S m'))) = 0 + (0 + (y) * ((seq_Y y m') - y*(seq_V y m')))) by (rewrite ?(depth_S m'), ?(seq_V_S y m'), ?(seq_Y_S y m'), ?(seq_X_S x m'), ?(seq_Z_S A m'), ?(seq_F_S x y m'), ?(seq_T_S x A m'); identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_Y_is_yV_m)) (eq_refl 0)).
  }
  assert (F_V_le_Z : forall m', 0 <= ((seq_Z A m') - (seq_V y m'))).
  { induction m' as [|m' F_V_le_Z_m].
  - assert (E : ((seq_Z A 0%nat) - (seq_V y 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 y), ?(seq_Y_0 y), ?(seq_X_0 x), ?(seq_Z_0 A), ?(seq_F_0 x y), ?(seq_T_0 x A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_Z A (S m')) - (seq_V y (S m'))) = (((0 + ((A) * ((seq_Z A m') - (seq_V y m')))) + (((seq_V y m')) * (A - x))) + (((seq_V y m')) * (x - y))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S y m'), ?(seq_Y_S y m'), ?(seq_X_S x m'), ?(seq_Z_S A m'), ?(seq_F_S x y m'), ?(seq_T_S x A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg F_V_le_Z_m)) (Rmult_le_pos _ _ (F_V_nonneg m') F_bounded)) (Rmult_le_pos _ _ (F_V_nonneg m') F_ordered))).
  }
  assert (F_lam_ge : 0 <= (lam + A^2*(seq_Z A n'))).
  { 
    assert (E : (lam + A^2*(seq_Z A n')) = ((0 + (mu + A^2*(seq_Z A n'))) + (lam - mu)) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_mu_ge) F_truths)).
  }
  assert (F_lam_term : 0 <= (((depth n') - 1)*A^2*(seq_Z A n')^2 + lam*(seq_F x y n'))).
  { 
    assert (E : (((depth n') - 1)*A^2*(seq_Z A n')^2 + lam*(seq_F x y n')) = ((0 + (((seq_F x y n')) * (lam + A^2*(seq_Z A n')))) + ((A) * ((A*(seq_Z A n')) * (((depth n') - 1)*(seq_Z A n') - (seq_F x y n'))))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_F_nonneg n') F_lam_ge)) (Rmult_le_pos _ _ F_A_nonneg (Rmult_le_pos _ _ (F_B_nonneg n') (F_F_le n'))))).
  }
  assert (F_slope_nonneg : 0 <= ((1 - eta*(((x*(seq_F x y n') + (seq_Y y n'))*(seq_X x n') + y*(seq_Y y n')*(seq_F x y n')) - lam*(seq_F x y n'))))).
  { 
    assert (E : ((1 - eta*(((x*(seq_F x y n') + (seq_Y y n'))*(seq_X x n') + y*(seq_Y y n')*(seq_F x y n')) - lam*(seq_F x y n')))) = (((0 + (1 - eta*(3*(depth n') - 2)*A^2*(seq_Z A n')^2)) + (((2*(depth n') - 1)*A^2*(seq_Z A n')^2 - ((x*(seq_F x y n') + (seq_Y y n'))*(seq_X x n') + y*(seq_Y y n')*(seq_F x y n'))) * (eta))) + ((eta) * (((depth n') - 1)*A^2*(seq_Z A n')^2 + lam*(seq_F x y n')))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_step_size) (Rmult_le_pos _ _ (F_E_le n') F_eta_nonneg)) (Rmult_le_pos _ _ F_eta_nonneg F_lam_term))).
  }
  assert (F_descent : 0 <= (1 - eta*(seq_X x n')*(seq_T x A n'))).
  { 
    assert (E : (1 - eta*(seq_X x n')*(seq_T x A n')) = ((((0 + (1/2)) + ((1/2) * (1 - eta*(3*(depth n') - 2)*A^2*(seq_Z A n')^2))) + (((depth n')*A^2*(seq_Z A n')^2 - (seq_X x n')*(seq_T x A n')) * (eta))) + ((1/2) * ((A*(seq_Z A n')) * ((A*(seq_Z A n')) * (((depth n') - 2) * (eta)))))) + 0) by (identity).
    assert (K0 : 0 < (1/2)) by lra.
    assert (K1 : 0 <= (1/2)) by lra.
    assert (K3 : 0 <= (1/2)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_lt_le_0_compat _ _ (Rplus_lt_le_0_compat _ _ (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0) (Rmult_le_pos _ _ K1 F_step_size)) (Rmult_le_pos _ _ (F_XT_le n') F_eta_nonneg)) (Rmult_le_pos _ _ K3 (Rmult_le_pos _ _ (F_B_nonneg n') (Rmult_le_pos _ _ (F_B_nonneg n') (Rmult_le_pos _ _ (F_depth n') F_eta_nonneg))))))).
  }
  assert (F_yY_le : forall m', 0 <= (A^2*(seq_Z A m') - y*(seq_Y y m'))).
  { intro m'. 
    assert (E : (A^2*(seq_Z A m') - y*(seq_Y y m')) = (((0 + ((A) * (A*(seq_Z A m') - (seq_Y y m')))) + (((seq_Y y m')) * (A - x))) + (((seq_Y y m')) * (x - y))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg (F_Y_le_B m'))) (Rmult_le_pos _ _ (F_Y_nonneg m') F_bounded)) (Rmult_le_pos _ _ (F_Y_nonneg m') F_ordered))).
  }
  assert (F_V_term : 0 <= (2*A^2*(seq_Z A n')^2 - (seq_V y n')*(y*(seq_Y y n') - mu))).
  { 
    assert (E : (2*A^2*(seq_Z A n')^2 - (seq_V y n')*(y*(seq_Y y n') - mu)) = (((0 + (((seq_V y n')) * (mu + A^2*(seq_Z A n')))) + (((seq_V y n')) * (A^2*(seq_Z A n') - y*(seq_Y y n')))) + ((2) * ((A) * ((A) * (((seq_Z A n') - (seq_V y n')) * ((seq_Z A n'))))))) + 0) by (identity).
    assert (K2 : 0 <= (2)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_V_nonneg n') F_mu_ge)) (Rmult_le_pos _ _ (F_V_nonneg n') (F_yY_le n'))) (Rmult_le_pos _ _ K2 (Rmult_le_pos _ _ F_A_nonneg (Rmult_le_pos _ _ F_A_nonneg (Rmult_le_pos _ _ (F_V_le_Z n') (F_Z_nonneg n'))))))).
  }
  assert (F_shrink : 0 <= (1 - eta*(seq_V y n')*(y*(seq_Y y n') - mu))).
  { 
    assert (E : (1 - eta*(seq_V y n')*(y*(seq_Y y n') - mu)) = ((((0 + (1/2)) + ((1/2) * (1 - eta*(3*(depth n') - 2)*A^2*(seq_Z A n')^2))) + ((2*A^2*(seq_Z A n')^2 - (seq_V y n')*(y*(seq_Y y n') - mu)) * (eta))) + ((3/2) * ((A*(seq_Z A n')) * ((A*(seq_Z A n')) * (((depth n') - 2) * (eta)))))) + 0) by (identity).
    assert (K0 : 0 < (1/2)) by lra.
    assert (K1 : 0 <= (1/2)) by lra.
    assert (K3 : 0 <= (3/2)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_lt_le_0_compat _ _ (Rplus_lt_le_0_compat _ _ (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0) (Rmult_le_pos _ _ K1 F_step_size)) (Rmult_le_pos _ _ F_V_term F_eta_nonneg)) (Rmult_le_pos _ _ K3 (Rmult_le_pos _ _ (F_B_nonneg n') (Rmult_le_pos _ _ (F_B_nonneg n') (Rmult_le_pos _ _ (F_depth n') F_eta_nonneg))))))).
  }
  assert (F_stays_nonneg : 0 <= (v)).
  { 
    assert (E : (v) = (0 + ((1 - eta*(seq_V y n')*(y*(seq_Y y n') - mu)) * (y))) + ((0 + (-(seq_Y y n')*eta*y + eta*mu) * ((seq_Y y n') - y*(seq_V y n'))) + (1) * (v - (y - eta*(seq_Y y n')*(y*(seq_Y y n') - mu))))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ (F_Y_is_yV n'))) (zero_times _ _ F_update_y)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_shrink F_y_nonneg))).
  }
  assert (F_stays_ordered : 0 <= (u - v)).
  { 
    assert (E : (u - v) = ((0 + ((x - y) * ((1 - eta*(((x*(seq_F x y n') + (seq_Y y n'))*(seq_X x n') + y*(seq_Y y n')*(seq_F x y n')) - lam*(seq_F x y n')))))) + (((seq_Y y n')) * ((eta) * (lam - mu)))) + (0 + (1) * (u - v - (x - y)*(1 - eta*(((x*(seq_F x y n') + (seq_Y y n'))*(seq_X x n') + y*(seq_Y y n')*(seq_F x y n')) - lam*(seq_F x y n'))) - eta*(seq_Y y n')*(lam - mu)))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_gap)) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_ordered F_slope_nonneg)) (Rmult_le_pos _ _ (F_Y_nonneg n') (Rmult_le_pos _ _ F_eta_nonneg F_truths)))).
  }
  assert (F_stays_bounded : 0 <= (A - u)).
  { 
    assert (E : (A - u) = ((0 + ((A - x) * (1 - eta*(seq_X x n')*(seq_T x A n')))) + (((seq_X x n')) * ((eta) * (A^2*(seq_Z A n') - lam)))) + ((0 + (-(seq_X x n')*eta) * (A^2*(seq_Z A n') - x*(seq_X x n') - (A - x)*(seq_T x A n'))) + (-1) * (u - (x - eta*(seq_X x n')*(x*(seq_X x n') - lam))))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ (F_secant n'))) (zero_times _ _ F_update_x)) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_bounded F_descent)) (Rmult_le_pos _ _ (F_X_nonneg n') (Rmult_le_pos _ _ F_eta_nonneg F_lam_le)))).
  }
  exact (conj F_stays_nonneg (conj F_stays_ordered (conj F_stays_bounded (conj F_stays_nonneg (conj F_stays_ordered (F_stays_bounded)))))).
Qed.

Theorem monotone_in_lam_any_sign : forall (N : nat) (x y u v lam mu A eta : R), (2 <= N)%nat ->
  0 <= (eta) ->
  0 <= (lam - mu) ->
  0 <= (A^2*((A) ^ (N - 2)) - lam) ->
  0 <= (y) ->
  0 <= (x - y) ->
  0 <= (A - x) ->
  0 <= (mu + A^2*((A) ^ (N - 2))) ->
  0 <= (1 - eta*(3*INR N - 2)*A^2*((A) ^ (N - 2))^2) ->
  (u - (x - eta*((x) ^ (N - 1))*(x*((x) ^ (N - 1)) - lam))) = 0 ->
  (v - (y - eta*((y) ^ (N - 1))*(y*((y) ^ (N - 1)) - mu))) = 0 ->
  0 <= (v) /\
  0 <= (u - v) /\
  0 <= (A - u) /\
  0 <= (v) /\
  0 <= (u - v) /\
  0 <= (A - u).
Proof.
  intros N x y u v lam mu A eta HN F_eta_nonneg F_truths F_lam_le F_y_nonneg F_ordered F_bounded F_mu_ge F_step_size F_update_x F_update_y.
  assert (DN : INR N = depth (N - 2)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DY : ((y) ^ (N - 1)) = (seq_Y y (N - 2))) by (rewrite seq_Y_is; replace (N - 2 + 1)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DX : ((x) ^ (N - 1)) = (seq_X x (N - 2))) by (rewrite seq_X_is; replace (N - 2 + 1)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DZ : ((A) ^ (N - 2)) = (seq_Z A (N - 2))) by (rewrite seq_Z_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  rewrite ?DN, ?DY, ?DX, ?DZ in F_eta_nonneg.
  rewrite ?DN, ?DY, ?DX, ?DZ in F_truths.
  rewrite ?DN, ?DY, ?DX, ?DZ in F_lam_le.
  rewrite ?DN, ?DY, ?DX, ?DZ in F_y_nonneg.
  rewrite ?DN, ?DY, ?DX, ?DZ in F_ordered.
  rewrite ?DN, ?DY, ?DX, ?DZ in F_bounded.
  rewrite ?DN, ?DY, ?DX, ?DZ in F_mu_ge.
  rewrite ?DN, ?DY, ?DX, ?DZ in F_step_size.
  rewrite ?DN, ?DY, ?DX, ?DZ in F_update_x.
  rewrite ?DN, ?DY, ?DX, ?DZ in F_update_y.
  rewrite ?DN, ?DY, ?DX, ?DZ.
  exact (monotone_in_lam_any_sign_sequences x y u v lam mu A eta (N - 2) F_eta_nonneg F_truths F_lam_le F_y_nonneg F_ordered F_bounded F_mu_ge F_step_size F_update_x F_update_y).
Qed.

Theorem monotone_in_lam_any_sign_all_steps : forall (N : nat) (lam mu A eta : R) (x y : nat -> R), (2 <= N)%nat ->
  0 <= (eta) ->
  0 <= (lam - mu) ->
  0 <= (A^2*((A) ^ (N - 2)) - lam) ->
  0 <= (mu + A^2*((A) ^ (N - 2))) ->
  0 <= (1 - eta*(3*INR N - 2)*A^2*((A) ^ (N - 2))^2) ->
  (forall k, x (S k) = (x k) - eta*(((x k)) ^ (N - 1))*((x k)*(((x k)) ^ (N - 1)) - lam)) ->
  (forall k, y (S k) = (y k) - eta*(((y k)) ^ (N - 1))*((y k)*(((y k)) ^ (N - 1)) - mu)) ->
  0 <= ((y 0%nat)) ->
  0 <= ((x 0%nat) - (y 0%nat)) ->
  0 <= (A - (x 0%nat)) ->
  forall k : nat,
  0 <= ((y k)) /\
  0 <= ((x k) - (y k)) /\
  0 <= (A - (x k)) /\
  0 <= ((y (S k))) /\
  0 <= ((x (S k)) - (y (S k))) /\
  0 <= (A - (x (S k))).
Proof.
  intros N lam mu A eta x y HN F_eta_nonneg F_truths F_lam_le F_mu_ge F_step_size U_x U_y I_y_nonneg I_ordered I_bounded.
  assert (I : forall k : nat, 0 <= ((y k)) /\ 0 <= ((x k) - (y k)) /\ 0 <= (A - (x k))).
  { induction k as [|k I]; [exact (conj I_y_nonneg (conj I_ordered (I_bounded)))|].
    clear I_y_nonneg I_ordered I_bounded.
    destruct I as [I_y_nonneg [I_ordered I_bounded]].
    destruct (monotone_in_lam_any_sign N (x k) (y k) (x (S k)) (y (S k)) lam mu A eta HN F_eta_nonneg F_truths F_lam_le I_y_nonneg I_ordered I_bounded F_mu_ge F_step_size ltac:(rewrite (U_x k); ring) ltac:(rewrite (U_y k); ring)) as [C_stays_nonneg [C_stays_ordered [C_stays_bounded [J_y_nonneg [J_ordered J_bounded]]]]].
    exact (conj J_y_nonneg (conj J_ordered (J_bounded))). }
  clear I_y_nonneg I_ordered I_bounded. intro k.
  destruct (I k) as [I_y_nonneg [I_ordered I_bounded]].
  destruct (monotone_in_lam_any_sign N (x k) (y k) (x (S k)) (y (S k)) lam mu A eta HN F_eta_nonneg F_truths F_lam_le I_y_nonneg I_ordered I_bounded F_mu_ge F_step_size ltac:(rewrite (U_x k); ring) ltac:(rewrite (U_y k); ring)) as [C_stays_nonneg [C_stays_ordered [C_stays_bounded [J_y_nonneg [J_ordered J_bounded]]]]].
  exact (conj I_y_nonneg (conj I_ordered (conj I_bounded (conj C_stays_nonneg (conj C_stays_ordered (C_stays_bounded)))))).
Qed.

Print Assumptions monotone_in_lam_any_sign_all_steps.
